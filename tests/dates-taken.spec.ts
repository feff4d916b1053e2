import type { Page } from '@playwright/test';
import { accept, borrow, lend } from './support/lending.ts';
import { day, expect, test } from './support/neighbourhood.ts';

const words = 'Bonjour, c’est pour deux étagères.';
const send = (page: Page) => page.getByRole('button', { name: 'Demander à emprunter' });

/** Opens the listing with days chosen, and writes a note. */
async function prepare(page: Page, listing: string, [from, until]: [number, number]): Promise<void> {
	await page.goto(`/annonces/${listing}?from=${day(from)}&until=${day(until)}`);
	await page.getByRole('link', { name: 'Demander', exact: true }).click();
	await page.getByLabel(/^Un mot pour/).fill(words);
	await expect(send(page)).toBeEnabled();
}

test('dates taken meanwhile: the next ones are one press away, and no word is lost', async ({ newcomer, api }) => {
	const [owner, first, second] = [await newcomer('Lena'), await newcomer('Malo'), await newcomer('Nina')];
	const listing = await lend(api, owner, 'Ponceuse de Lena');
	const { page } = first;
	await prepare(page, listing, [40, 41]);
	await accept(api, owner, await borrow(api, second, listing, [40, 41]));

	const answers: string[] = [];
	page.on('response', async (response) => {
		if (!response.url().includes('request_reservation')) return;
		answers.push(`${response.status()} ${response.ok() ? '' : await response.text()}`);
	});
	await send(page).click();
	const told = page.getByRole('alert').filter({ hasText: 'Une autre demande est arrivée juste avant la vôtre' });
	await expect(told).toBeVisible();
	await expect(told.getByRole('button')).toHaveCount(3);
	expect(answers).toHaveLength(1);
	expect(answers[0]).toMatch(/^[45]\d\d /);
	expect(answers[0]).not.toMatch(/^5|reservations_|constraint|exclusion/);
	await expect(page.getByText('Un de ces jours est déjà réservé')).toBeVisible();

	await told.getByRole('button').first().click();
	await expect(page).not.toHaveURL(new RegExp(`from=${day(40)}`));
	await expect(told).toHaveCount(0);
	await expect(send(page)).toBeFocused();
	await expect(page.getByLabel(/^Un mot pour/)).toHaveValue(words);
	await send(page).click();
	await expect(page).toHaveURL(/\/echanges\//);
	await expect(page.getByRole('log')).toContainText(words);
});

test('pressing twice asks once', async ({ newcomer, api }) => {
	const [owner, { page }] = [await newcomer('Odile'), await newcomer('Paol')];
	const listing = await lend(api, owner, 'Scie d’Odile');
	await prepare(page, listing, [12, 13]);
	let sent = 0;
	page.on('request', (request) => void (request.url().includes('request_reservation') && sent++));
	await send(page).dblclick();
	await expect(page).toHaveURL(/\/echanges\//);
	await expect(page.getByRole('log')).toContainText(words);
	expect(sent).toBe(1);
	expect(await requestsOf(page)).toBe(1);
});

test('two tabs that ask for the same days end on the same exchange', async ({ newcomer, api }) => {
	const [owner, { page: one }] = [await newcomer('Rozenn'), await newcomer('Steren')];
	const listing = await lend(api, owner, 'Perforateur de Rozenn');
	const other = await one.context().newPage();
	for (const page of [one, other]) await prepare(page, listing, [12, 13]);
	await Promise.all([one, other].map((page) => send(page).click()));
	for (const page of [one, other]) {
		await expect(page).toHaveURL(/\/echanges\//);
		await expect(page.getByRole('log')).toContainText(words);
	}
	expect(new URL(other.url()).pathname).toBe(new URL(one.url()).pathname);
	expect(await requestsOf(one)).toBe(1);
});

/** How many requests the resident of this page has made. */
async function requestsOf(page: Page): Promise<number> {
	await page.goto('/echanges');
	const exchanges = page.locator('main a[href^="/echanges/"]');
	await expect(exchanges.first()).toBeVisible();
	return exchanges.count();
}
