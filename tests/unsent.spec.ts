import type { Page } from '@playwright/test';
import { violations } from './support/barriers.ts';
import { rows } from './faults/browser/residents.ts';
import { installed } from './support/device.ts';
import { accept, borrow, lend } from './support/lending.ts';
import { expect, test } from './support/neighbourhood.ts';
import { prepareListing, prepareRequest } from './support/preparing.ts';

test.use({ serviceWorkers: 'allow' });
test.slow();

const kept = 'Gardé sur cet appareil';
const things = (page: Page) => page.getByRole('list', { name: 'Envois, dans l’ordre' }).getByRole('listitem');

/** Goes to what is unsent. Loaded anew, a page may believe in a network and try: what may have left cannot be changed without one. */
async function lookAtUnsent(page: Page): Promise<void> {
	await page.getByRole('link', { name: /en attente/ }).click();
	await expect(page).toHaveURL(/\/envois$/);
}

/** Opens the app and waits until it can open without network. */
async function install(page: Page): Promise<void> {
	await page.goto('/');
	await installed(page);
}

/** Makes the last photograph that waits on this device six megabytes heavier: past what storage keeps. */
function growPhoto(page: Page, uid: string): Promise<void> {
	return page.evaluate(async (name) => {
		const database = await new Promise<IDBDatabase>((resolve) => {
			const opening = indexedDB.open(name);
			opening.onsuccess = () => resolve(opening.result);
		});
		const blobs = database.transaction('blobs', 'readwrite').objectStore('blobs');
		const asked = blobs.getAll() as IDBRequest<{ bytes: ArrayBuffer }[]>;
		await new Promise<void>((resolve) => {
			asked.onsuccess = () => {
				const last = asked.result.at(-1)!;
				const heavy = new Uint8Array(last.bytes.byteLength + 6_000_000);
				heavy.set(new Uint8Array(last.bytes));
				blobs.put({ ...last, bytes: heavy.buffer }).onsuccess = () => resolve();
			};
		});
		database.close();
	}, `outbox:${uid}`);
}

test('what is said, asked and offered without network is kept, marked, and arrives once', async ({ newcomer, api }) => {
	const [ada, bo] = [await newcomer('Ada'), await newcomer('Bo')];
	const { page } = bo;
	const drill = await lend(api, ada, 'Perceuse d’Ada');
	const talk = await borrow(api, bo, await lend(api, ada, 'Échelle d’Ada'), [20, 21]);
	await install(page);
	for (const path of ['/compte/mes-annonces', '/echanges', `/echanges/${talk}`]) {
		await page.goto(path);
		// What is left before it was read is not kept.
		await page.waitForLoadState('networkidle');
	}
	await expect(page.getByRole('log')).toBeVisible();

	const other = await page.context().newPage();
	await prepareListing(page, 'Escabeau de Bo');
	await prepareRequest(other, drill, 30, 31);
	await page.context().setOffline(true);
	await page.getByRole('button', { name: 'Mettre en ligne' }).click();
	await expect(page).toHaveURL(/\/compte\/mes-annonces/);
	await expect(page.getByRole('listitem').filter({ hasText: 'Escabeau de Bo' })).toContainText(kept);

	await other.getByRole('button', { name: 'Demander à emprunter' }).click();
	await expect(other).toHaveURL(/\/echanges\//);
	await expect(other.getByRole('heading', { level: 1, name: 'Perceuse d’Ada' })).toBeVisible();
	await expect(other.getByRole('main').getByText(kept).first()).toBeVisible();
	await other.close();

	await page.goto(`/echanges/${talk}`);
	await page.getByLabel('Votre message').fill('Bonjour Ada, c’est Bo.');
	await page.getByRole('button', { name: 'Envoyer' }).click();
	await expect(page.getByRole('log')).toContainText(kept);

	await page.goto('/echanges');
	for (const name of [/Perceuse d’Ada/, /Échelle d’Ada/]) {
		await expect(page.getByRole('main').getByRole('link', { name })).toContainText(kept);
	}
	const bar = page.getByRole('link', { name: /en attente/ });
	await expect(bar).toHaveText('3 envois en attente');
	await bar.click();
	await expect(things(page)).toHaveCount(3);
	await page.reload();
	await expect(things(page).nth(0)).toContainText(/Annonce «\sEscabeau de Bo\s», 3 photos/);
	await expect(things(page).nth(1)).toContainText(/Demande\s: Perceuse d’Ada, du /);
	await expect(things(page).nth(2)).toContainText(/Message à Ada\s: «\sBonjour Ada, c’est Bo\.\s»/);

	await page.context().setOffline(false);
	await expect(page.getByText('Tout est parti')).toBeVisible();
	expect(await rows(api, ada, `reservations?listing_id=eq.${drill}&select=id`)).toHaveLength(1);
	const said = await rows<{ body: string }>(api, ada, `messages?conversation_id=eq.${talk}&kind=eq.text&select=body`);
	expect(said).toEqual([{ body: 'Bonjour Ada, c’est Bo.' }]);
	const offered = await rows<{ status: string; listing_photos: unknown[] }>(
		api,
		ada,
		`listings?owner_id=eq.${bo.id}&select=status,listing_photos(path)`
	);
	expect(offered).toMatchObject([{ status: 'published', listing_photos: [{}, {}, {}] }]);
	await page.goto(`/echanges/${talk}`);
	await expect(page.getByRole('log')).toContainText('Bonjour Ada, c’est Bo.');
	await expect(page.getByText(kept)).toHaveCount(0);
});

test('a listing with three photographs waits whole, and goes back to its form', async ({ newcomer }) => {
	const { page } = await newcomer('Ida');
	await install(page);
	await page.goto('/compte/mes-annonces');
	await prepareListing(page, 'Escabeau d’Ida');
	await page.context().setOffline(true);
	await page.getByRole('button', { name: 'Mettre en ligne' }).click();
	await expect(page).toHaveURL(/\/compte\/mes-annonces/);
	await lookAtUnsent(page);
	await expect(things(page)).toHaveText([/Annonce «\sEscabeau d’Ida\s», 3 photos/]);
	await things(page).getByRole('button', { name: 'Modifier' }).click();
	await expect(page).toHaveURL(/\/proposer\?step=preview/);
	await expect(page.getByRole('heading', { name: 'Escabeau d’Ida' })).toBeVisible();
	await page.goto('/proposer?step=photos');
	await expect(page.getByRole('img', { name: 'Photo 3 sur 3' })).toBeVisible();
	await page.goto('/envois');
	await expect(page.getByText('Tout est parti')).toBeVisible();
});

test('a photograph that is too heavy is named, and the listing goes without it', async ({ newcomer, api }) => {
	const { page, id } = await newcomer('Izold');
	await install(page);
	await page.goto('/compte/mes-annonces');
	await prepareListing(page, 'Escabeau d’Izold');
	await page.context().setOffline(true);
	await page.getByRole('button', { name: 'Mettre en ligne' }).click();
	await expect(page).toHaveURL(/\/compte\/mes-annonces/);
	await growPhoto(page, id);
	await page.context().setOffline(false);
	await page.getByRole('link', { name: '1 envoi à revoir' }).click();
	const thing = things(page).first();
	await expect(thing).toContainText('Une des photos est trop lourde');
	await expect(page.getByRole('button', { name: 'Tout envoyer maintenant' })).toHaveCount(0);
	await thing.getByRole('button', { name: 'Modifier' }).click();

	await expect(page).toHaveURL(/\/proposer\?step=photos/);
	await page.getByRole('button', { name: 'Retirer la photo 3' }).click();
	await expect(page.getByRole('img', { name: 'Photo 2 sur 2' })).toBeVisible();
	for (let steps = 0; steps < 3; steps++) await page.getByRole('button', { name: /^Continuer/ }).click();
	await expect(page.getByRole('heading', { name: 'Escabeau d’Izold' })).toBeVisible();
	await page.getByRole('button', { name: 'Mettre en ligne' }).click();
	await expect(page.getByRole('heading', { name: 'Votre annonce est en ligne' })).toBeVisible();
	const offered = await rows(
		api,
		await newcomer('Jos'),
		`listings?owner_id=eq.${id}&select=title,status,condition,listing_photos(position)`
	);
	expect(offered).toMatchObject([
		{ title: 'Escabeau d’Izold', status: 'published', condition: 'good', listing_photos: [{}, {}] }
	]);
	await page.goto('/envois');
	await expect(page.getByText('Tout est parti')).toBeVisible();
});

test('dates taken meanwhile: nothing disappears, the next ones are one press away', async ({ newcomer, api }) => {
	const [ada, bo, cy] = [await newcomer('Ada'), await newcomer('Bo'), await newcomer('Cy')];
	const { page } = bo;
	const drill = await lend(api, ada, 'Perceuse très demandée');
	await install(page);
	await page.goto('/echanges');
	await prepareRequest(page, drill, 40, 41);
	await page.context().setOffline(true);
	await page.getByRole('button', { name: 'Demander à emprunter' }).click();
	await expect(page).toHaveURL(/\/echanges\//);
	await accept(api, ada, await borrow(api, cy, drill, [40, 41]));

	await page.context().setOffline(false);
	await page.getByRole('link', { name: '1 envoi à revoir' }).click();
	const thing = things(page).first();
	await expect(thing).toContainText('À revoir');
	await expect(thing).toContainText('juste avant la vôtre');
	await expect(thing.getByRole('button', { name: /\d/ })).toHaveCount(3);
	expect(await violations(page)).toEqual([]);
	await thing.getByRole('button', { name: 'Abandonner' }).click();
	const sheet = page.getByRole('dialog', { name: /^Abandonner cet envoi/ });
	await expect(sheet).toContainText('Perceuse très demandée');
	await sheet.getByRole('button', { name: 'Le garder' }).click();
	await page.goto('/echanges');
	const line = page.getByRole('main').getByRole('link', { name: /Perceuse très demandée/ });
	await expect(line).toContainText('N’est pas parti, à revoir');
	await page.goto('/envois');
	await expect(thing).toContainText('À revoir');

	await thing.getByRole('button', { name: /\d/ }).first().click();
	await expect(page.getByText('Tout est parti')).toBeVisible();
	expect(await rows(api, bo, `reservations?listing_id=eq.${drill}&borrower_id=eq.${bo.id}&select=id`)).toHaveLength(1);
});

test('giving something up asks first, and forgets it alone', async ({ newcomer, api }) => {
	const [ada, bo] = [await newcomer('Ada'), await newcomer('Bo')];
	const { page } = bo;
	const talk = await borrow(api, bo, await lend(api, ada, 'Scie d’Ada'), [10, 11]);
	await install(page);
	await page.goto('/echanges');
	await page.goto(`/echanges/${talk}`);
	await expect(page.getByRole('log')).toBeVisible();
	await page.context().setOffline(true);
	for (const words of ['Le premier', 'Le second']) {
		await page.getByLabel('Votre message').fill(words);
		await page.getByRole('button', { name: 'Envoyer' }).click();
		await expect(page.getByRole('log')).toContainText(words);
	}
	await lookAtUnsent(page);
	await things(page).nth(0).getByRole('button', { name: 'Abandonner' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Abandonner' }).click();
	await expect(things(page)).toHaveText([/Le second/]);
	await page.context().setOffline(false);
	await expect(page.getByText('Tout est parti')).toBeVisible();
	const said = await rows<{ body: string }>(api, ada, `messages?conversation_id=eq.${talk}&kind=eq.text&select=body`);
	expect(said).toEqual([{ body: 'Le second' }]);
});

test('a message that has not left can be said otherwise, until it leaves', async ({ newcomer, api }) => {
	const [ada, bo] = [await newcomer('Ada'), await newcomer('Bo')];
	const { page } = bo;
	const talk = await borrow(api, bo, await lend(api, ada, 'Rabot d’Ada'), [10, 11]);
	const said = async () =>
		(
			await rows<{ body: string }>(
				api,
				ada,
				`messages?conversation_id=eq.${talk}&kind=eq.text&select=body&order=sent_at,id`
			)
		).map(({ body }) => body);
	await install(page);
	await page.goto('/echanges');
	await page.goto(`/echanges/${talk}`);
	await expect(page.getByRole('log')).toBeVisible();
	await page.context().setOffline(true);
	for (const words of ['À samdi', 'Vers dix heures']) {
		await page.getByLabel('Votre message').fill(words);
		await page.getByRole('button', { name: 'Envoyer' }).click();
		await expect(page.getByRole('log')).toContainText(words);
	}
	await lookAtUnsent(page);
	const sheet = page.getByRole('dialog', { name: 'Modifier' });
	await things(page).nth(0).getByRole('button', { name: 'Modifier' }).click();
	await sheet.getByLabel('Votre message').fill('À samedi');
	await sheet.getByRole('button', { name: 'Envoyer ainsi' }).click();
	await expect(page.getByText('il partira ainsi')).toBeVisible();
	await expect(things(page)).toHaveText([/À samedi/, /Vers dix heures/]);

	await things(page).nth(1).getByRole('button', { name: 'Modifier' }).click();
	await sheet.getByLabel('Votre message').fill('Vers onze heures');
	await page.context().setOffline(false);
	await expect.poll(said).toEqual(['À samedi', 'Vers dix heures']);
	await sheet.getByRole('button', { name: 'Envoyer ainsi' }).click();
	await expect(sheet.getByRole('alert')).toContainText('ne peut plus être modifié');
	await expect(sheet.getByLabel('Votre message')).toHaveValue('Vers onze heures');
	await sheet.getByRole('button', { name: 'Fermer' }).last().click();
	await expect(page.getByText('Tout est parti')).toBeVisible();
	expect(await said()).toEqual(['À samedi', 'Vers dix heures']);
});
