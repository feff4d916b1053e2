import type { Page } from '@playwright/test';
import { installed } from './support/device.ts';
import { expect, test, type Newcomer } from './support/neighbourhood.ts';
import { announce, book, hallOf, type Session } from './support/sessions.ts';

test.use({ serviceWorkers: 'allow', viewport: { width: 1024, height: 768 }, actionTimeout: 20_000 });

/** Opens the session on a tablet while there is a network, as one does before the doors open. */
async function prepare({ page }: Newcomer, { slug }: Session): Promise<void> {
	await page.goto('/');
	await installed(page);
	await page.goto(`/agenda/${slug}/seance`);
	await expect(page.getByRole('heading', { name: 'Prêt pour la journée, même sans réseau' })).toBeVisible();
	await page.waitForLoadState('networkidle');
}

/** What a tablet says while something is on it alone. */
const unsent = /fiches? (gardées? ici|en route)$/;

const everybody = ['Ana', 'Bilal', 'Chloe', 'David', 'Jocelyne', 'Kevin', 'Odile'];

const tab = (page: Page, name: string) =>
	page.getByRole('navigation', { name: 'La séance' }).getByRole('link', { name });

async function arrives(page: Page, name: string): Promise<void> {
	await page.getByRole('button', { name: `${name} est là` }).click();
	await expect(page.getByRole('button', { name: `${name} est là` })).toHaveCount(0);
}

async function walksIn(page: Page, name: string, category: string): Promise<string> {
	await page.getByLabel('Prénom ou surnom').fill(name);
	await page.locator('label', { hasText: category }).click();
	await page.getByRole('button', { name: /^Donner le numéro/ }).click();
	const given = page.getByRole('heading', { name: new RegExp(`^Numéro \\d+ pour ${name}$`) });
	await expect(given).toBeVisible();
	const ticket = /\d+/.exec(await given.innerText())![0];
	await page.getByRole('button', { name: 'Quelqu’un d’autre' }).click();
	return ticket;
}

const row = (page: Page, thing: string) => page.getByRole('tabpanel').getByRole('listitem').filter({ hasText: thing });

/** Takes a thing, and says how it ended. */
async function repair(page: Page, thing: string, outcome: 'Réparé' | 'Fin de vie'): Promise<void> {
	await row(page, thing)
		.getByRole('button', { name: /^Prendre/ })
		.click();
	await row(page, thing).getByRole('button', { name: outcome }).click();
	const sheet = page.getByRole('dialog');
	if (outcome === 'Fin de vie') await sheet.getByLabel('Pièces détachées introuvables').check();
	await sheet.getByRole('button', { name: /^Noter/ }).click();
	await expect(sheet).toBeHidden();
	await expect(row(page, thing)).toHaveCount(0);
}

/** Everybody's queue, as it is read. */
async function queue(page: Page): Promise<string[]> {
	await page.getByRole('tab', { name: 'Tout le monde' }).click();
	const lines = await page.getByRole('tabpanel').getByRole('heading', { level: 3 }).allInnerTexts();
	const tickets = await page.getByRole('tabpanel').locator('.ticket').allInnerTexts();
	return tickets.map((ticket, at) => `${ticket.replaceAll(/\D/g, '')} ${lines[at]}`);
}

test('two tablets without network run a session, and come together', async ({ newcomer, api }) => {
	const gilles = await newcomer('Gilles');
	const rose = await newcomer('Rose');
	const session = await announce(api, gilles, rose, `Repair café ${gilles.id.slice(0, 8)}`);
	for (const name of ['Ana', 'Bilal', 'Chloe', 'David']) await book(api, session, name, `Grille-pain de ${name}`);
	await book(api, session, 'Odile', 'Radio de Odile');

	await prepare(gilles, session);
	await tab(gilles.page, 'À la porte').click();
	await arrives(gilles.page, 'Odile');
	await prepare(rose, session);
	for (const { page } of [gilles, rose]) await page.context().setOffline(true);

	// Three people each, one of whom has no account; each tablet opens anew without network on the way.
	const numbers: string[] = [];
	for (const [{ page }, names, walkIn] of [
		[gilles, ['Ana', 'Bilal'], 'Jocelyne'],
		[rose, ['Chloe', 'David'], 'Kevin']
	] as const) {
		await tab(page, 'À la porte').click();
		await expect(page.getByLabel('Prénom ou surnom')).toBeVisible();
		await page.reload();
		for (const name of names) await arrives(page, name);
		numbers.push(await walksIn(page, walkIn, 'Lampe'));
		await expect(page.getByText(/3 fiches (gardées ici|en route)$/)).toBeVisible();
		await tab(page, 'Ma table').click();
	}
	expect(new Set(numbers).size).toBe(2);

	// One repaired, one at the end of its life, on each. Odile's radio was there before: each takes it.
	for (const [{ page }, fixed, over] of [
		[gilles, 'Ana', 'Bilal'],
		[rose, 'Chloe', 'David']
	] as const) {
		await repair(page, `Grille-pain de ${fixed}`, 'Réparé');
		await repair(page, `Grille-pain de ${over}`, 'Fin de vie');
		await row(page, 'Radio de Odile')
			.getByRole('button', { name: /^Prendre/ })
			.click();
		await expect(row(page, 'Radio de Odile').getByRole('button', { name: 'Réparé' })).toBeVisible();
	}

	await gilles.page.context().setOffline(false);
	await expect(gilles.page.getByText(unsent)).toHaveCount(0, { timeout: 45_000 });
	await rose.page.context().setOffline(false);
	await expect(rose.page.getByRole('alert')).toContainText('Radio de Odile : déjà pris par Gilles.', {
		timeout: 45_000
	});
	await rose.page.getByRole('alert').getByRole('button', { name: 'C’est vu' }).click();
	await expect(rose.page.getByText(unsent)).toHaveCount(0, { timeout: 45_000 });

	// Each is there once, and both see the same.
	const hall = await hallOf(api, gilles, session);
	const here = hall.visits.filter(({ state }) => state === 'checked_in');
	expect(here.map(({ name }) => name).toSorted()).toEqual(everybody);
	expect(new Set(here.map(({ ticket }) => ticket)).size).toBe(everybody.length);
	const ends = hall.items.filter(({ state }) => state === 'done');
	expect(ends.map(({ repair_status: status, repair_barrier: barrier }) => [status, barrier]).toSorted()).toEqual([
		[1, null],
		[1, null],
		[3, 1],
		[3, 1]
	]);
	await expect(async () => {
		const [theirs, ours] = [await queue(gilles.page), await queue(rose.page)];
		expect(theirs).toEqual(ours);
		expect(theirs).toHaveLength(3);
	}).toPass({ timeout: 45_000 });
});
