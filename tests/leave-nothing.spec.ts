import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { installed, kept, keysOf } from './support/device.ts';
import { accept, ask, borrow, lend } from './support/lending.ts';
import { demoPassword, expect, test, type Newcomer } from './support/neighbourhood.ts';

test.use({ serviceWorkers: 'allow' });

type Api = { url: string; key: string };

const unpublished = 'Canaribrouillon';
const words = 'Un canarimessage pour vous.';
const street = '4 impasse du Canari, Rennes';

/** Somebody who has looked at what is theirs alone, and at what somebody else wrote to them. */
async function settled(api: Api, newcomer: (name: string) => Promise<Newcomer>) {
	const [person, owner] = [await newcomer('Canarenn'), await newcomer('Fanchon')];
	const exchange = await borrow(api, person, await lend(api, owner, 'Broyeur de Fanchon'), [2, 3]);
	await accept(api, owner, exchange);
	await ask(api, owner, 'messages', { id: randomUUID(), conversation_id: exchange, body: words });
	await ask(api, person, 'rpc/save_my_details', { details: { address: street, phone: null, lat: null, lon: null } });
	const listing = { id: randomUUID(), kind: 'gift', title: unpublished, category_slug: 'outils-electroportatifs' };
	await ask(api, person, 'listings', { ...listing, commune_code: '35238' });
	const { page, id, name, email } = person;
	await page.goto('/');
	await installed(page);
	for (const path of ['/echanges', `/echanges/${exchange}`, '/compte/mes-annonces', '/compte/coordonnees', '/compte']) {
		await page.goto(path);
		await page.waitForLoadState('networkidle');
	}
	await expect.poll(() => keysOf(page, id)).toContain('details');
	const canaries = [name, id, email, unpublished, words, street, exchange];
	await expect.poll(() => found(page, canaries)).toEqual(canaries);
	return { page, id, canaries };
}

/** Which of `canaries` this device keeps, or this page shows. */
async function found(page: Page, canaries: string[]): Promise<string[]> {
	const held = await kept(page).catch(() => canaries.join());
	return canaries.filter((canary) => held.includes(canary));
}

test('signing out leaves nothing of a person in any tab, and nothing for the next one', async ({ newcomer, api }) => {
	const { page, canaries } = await settled(api, newcomer);
	const other = await page.context().newPage();
	await other.goto('/echanges');
	await expect(other.getByText('Broyeur de Fanchon').first()).toBeVisible();
	await page.goto('/compte');
	await page.getByRole('button', { name: 'Se déconnecter' }).click();
	await expect(page).toHaveURL('/');
	await expect(other).toHaveURL(/\/connexion/);
	await expect.poll(() => found(page, canaries)).toEqual([]);
	await expect.poll(() => found(other, canaries)).toEqual([]);

	await page.goto('/connexion');
	await page.getByLabel('Adresse électronique').fill('cy@demo.test');
	await page.getByLabel('Mot de passe', { exact: true }).fill(demoPassword);
	await page.getByRole('button', { name: 'Se connecter' }).click();
	await expect(page).toHaveURL('/');
	await page.context().setOffline(true);
	for (const path of ['/', '/echanges', '/compte', '/compte/mes-annonces']) {
		await page.goto(path);
		await expect.poll(() => found(page, canaries)).toEqual([]);
	}
});

test('a crash in the middle of leaving leaves nothing either', async ({ newcomer, api }) => {
	const { page, canaries, id } = await settled(api, newcomer);
	const sleeping = await page.context().newPage();
	await sleeping.goto('/robots.txt');
	await holding(sleeping, `cache:${id}`);
	await page.goto('/compte');
	await expect(page.getByRole('button', { name: 'Se déconnecter' })).toBeVisible();
	// The wipe gets no further than its beginning.
	await page.evaluate(() => {
		// Neither a request nor what is made of one ever ends.
		const never = Object.assign(new EventTarget(), { then: () => new Promise(() => undefined) });
		indexedDB.open = indexedDB.deleteDatabase = () => never as unknown as IDBOpenDBRequest;
	});
	await page.getByRole('button', { name: 'Se déconnecter' }).click();
	await expect.poll(() => kept(sleeping)).toContain('"leaving"');
	expect(await found(sleeping, [words])).toEqual([words]);
	await page.context().setOffline(true);
	// The first page after it shows nobody, even before it has wiped.
	await page.goto('/echanges');
	await expect(page).toHaveURL(/\/connexion/);
	await sleeping.close();
	await page.reload();
	await expect.poll(() => found(page, canaries)).toEqual([]);
});

/** Opens a database and never lets go of it, as a page that is frozen. */
function holding(page: Page, name: string): Promise<void> {
	return page.evaluate(
		(held) =>
			new Promise<void>((resolve) => {
				indexedDB.open(held).onsuccess = () => resolve();
			}),
		name
	);
}
