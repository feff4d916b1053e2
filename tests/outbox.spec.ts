import type { Page } from '@playwright/test';
import { dispatchSync } from './support/background-sync.ts';
import { installed } from './support/device.ts';
import { openDoor } from './support/door.ts';
import { bring, endSession, write, written } from './support/keeping.ts';
import { borrow, lend } from './support/lending.ts';
import { demoPassword, expect, test as base, type Newcomer } from './support/neighbourhood.ts';
import { lying, saying, sleep } from './support/on-disk.ts';

interface Talk {
	/** Somebody who borrows, and whose exchange it is. */
	ada: Newcomer;
	exchange: string;
	path: string;
}

const test = base.extend<{ talk: Talk }>({
	talk: async ({ newcomer, api }, use) => {
		const [bo, ada] = [await newcomer('Bo'), await newcomer('Ada')];
		const exchange = await borrow(api, ada, await lend(api, bo, 'Perceuse'), [3, 4]);
		await use({ ada, exchange, path: `/echanges/${exchange}` });
	}
});

test.use({ serviceWorkers: 'allow' });

async function signIn(page: Page, email: string): Promise<void> {
	await page.goto('/connexion');
	await page.getByLabel('Adresse électronique').fill(email);
	await page.getByLabel('Mot de passe', { exact: true }).fill(demoPassword);
	await page.getByRole('button', { name: 'Se connecter' }).click();
	await expect(page).toHaveURL('/');
}

test('two tabs and the worker at once send each word once, in order', async ({
	talk: { ada, exchange, path },
	api
}) => {
	const { page: one } = ada;
	const context = one.context();
	const two = await context.newPage();
	for (const page of [one, two]) {
		await page.goto(path);
		await installed(page);
	}
	await context.setOffline(true);
	const said = ['un', 'deux', 'trois', 'quatre', 'cinq'];
	for (const [n, words] of said.entries()) await write(n % 2 ? two : one, ada, words);
	const session = await context.newCDPSession(two);
	await context.setOffline(false);
	await dispatchSync(session, api.url);
	await expect.poll(() => written(api, ada, exchange)).toEqual(said);
	await expect.poll(() => lying(one, ada.id)).toEqual([]);
	expect(await written(api, ada, exchange)).toEqual(said);
});

test('a tab that sleeps with the lock in hand holds up nobody for long', async ({ talk, api }) => {
	const { ada, exchange, path } = talk;
	const { page: one } = ada;
	const seen: string[] = [];
	const door = await openDoor(api.url, undefined, (request) => seen.push(request));
	await bring(one, door.url, api, ada);
	const two = await one.context().newPage();
	for (const page of [one, two]) {
		await page.goto(door.url + path);
		await expect(page.getByLabel('Votre message')).toBeVisible();
	}
	door.fate = 'lost';
	await one.bringToFront();
	await write(one, ada, 'avant');
	door.fate = 'swallowed';
	const before = seen.length;
	await write(one, ada, 'pendant');
	const sent = () => seen.slice(before).some((line) => line.startsWith('POST /rest/v1/messages'));
	// What is read and never answered holds the connections until it is given up.
	await expect.poll(sent, { timeout: 120_000 }).toBe(true);
	const session = await one.context().newCDPSession(one);
	// A halted script beats no more than a sleeping one; Chromium's own freezing spares a page that a test looks at.
	await one.waitForTimeout(1_500);
	await sleep(one, session, ada.id);
	door.fate = null;
	// The network comes back as another one: what hung is cut, or it would keep the few connections to a host.
	door.shut(true);
	door.shut(false);

	const began = Date.now();
	await two.bringToFront();
	await write(two, ada, 'après');
	await expect.poll(() => written(api, ada, exchange), { timeout: 75_000 }).toContain('après');
	console.log(`a sleeping tab held the lock: sent after ${Date.now() - began} ms`);
	await session.detach();
	await expect.poll(() => lying(two, ada.id)).toEqual([]);
	expect(await written(api, ada, exchange)).toEqual(['avant', 'pendant', 'après']);
	door.close();
});

test('with no page open the worker sends', async ({ talk: { ada, exchange, path }, api }) => {
	const { page } = ada;
	const context = page.context();
	await page.goto(path);
	await installed(page);
	await context.setOffline(true);
	await write(page, ada, 'bonsoir');
	const blank = await context.newPage();
	await page.close();
	const session = await context.newCDPSession(blank);
	await context.setOffline(false);
	await dispatchSync(session, api.url);
	await expect.poll(() => written(api, ada, exchange)).toEqual(['bonsoir']);
});

test('a session that is over pauses everything and loses nothing', async ({ talk, api }) => {
	const { ada, exchange, path } = talk;
	const { page } = ada;
	await page.goto(path);
	await installed(page);
	await page.context().setOffline(true);
	for (const words of ['un', 'deux']) await write(page, ada, words);
	await endSession(page, api, ada);
	await page.context().setOffline(false);
	await page.waitForTimeout(3_000);
	expect(await written(api, ada, exchange)).toEqual([]);
	expect((await saying(page, ada.id)).map(({ state, refusal }) => [state, refusal])).toEqual([
		['queued', null],
		['queued', null]
	]);

	await signIn(page, ada.email);
	await expect.poll(() => written(api, ada, exchange)).toEqual(['un', 'deux']);
	await expect.poll(() => lying(page, ada.id)).toEqual([]);
});

test('who signs in on somebody’s device neither sends nor sees what they left', async ({ talk, newcomer, api }) => {
	const { ada, exchange, path } = talk;
	const { page } = ada;
	const cy = await newcomer('Cy');
	await page.goto(path);
	await installed(page);
	await page.context().setOffline(true);
	await write(page, ada, 'canari d’Ada');
	await endSession(page, api, ada);
	await page.context().setOffline(false);

	await signIn(page, cy.email);
	for (const seen of ['/echanges', path, '/compte', '/envois']) {
		await page.goto(seen);
		await page.waitForTimeout(700);
		await expect(page.locator('body')).not.toContainText('canari');
	}
	await dispatchSync(await page.context().newCDPSession(page), api.url);
	await page.waitForTimeout(1_500);
	expect(await written(api, ada, exchange)).toEqual([]);
	expect(await lying(page, cy.id)).toEqual([]);
	expect(await saying(page, ada.id)).toHaveLength(1);
	await page.goto('/compte');
	await page.getByRole('button', { name: 'Se déconnecter' }).click();
	await expect(page).toHaveURL('/');

	await signIn(page, ada.email);
	await expect.poll(() => written(api, ada, exchange)).toEqual(['canari d’Ada']);
});

test('a new version comes in while words are under way', async ({ talk, api }) => {
	const { ada, exchange, path } = talk;
	const { page } = ada;
	const door = await openDoor(api.url);
	await bring(page, door.url, api, ada);
	await page.goto(door.url + path);
	await installed(page);
	door.fate = 'swallowed';
	await write(page, ada, 'pendant la mise à jour');
	door.edition = 2;
	await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
	const reloaded = page.waitForEvent('load');
	await page.getByRole('button', { name: /recharger|mettre à jour|installer/i }).click();
	await reloaded;
	door.fate = null;
	await expect.poll(() => lying(page, ada.id), { timeout: 30_000 }).toEqual([]);
	expect(await written(api, ada, exchange)).toEqual(['pendant la mise à jour']);
	door.close();
});
