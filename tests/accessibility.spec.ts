import type { Page } from '@playwright/test';
import { openWhole, violations } from './support/barriers.ts';
import { expect, test } from './support/neighbourhood.ts';

const drill = '/annonces/00000000-0000-7000-8000-000000000001';
const open = [
	'/',
	'/chercher',
	'/chercher?q=zzzzzz',
	drill,
	`${drill}/imprimer`,
	'/annonces/00000000-0000-7000-8000-000000000021', // a gift that is drawn for
	'/annonces/00000000-0000-7000-8000-000000000047', // a space by the hour
	'/tirages/00000000-0000-7000-8000-000000000021',
	'/lieux',
	'/lieux?takes=meubles',
	'/lieux/l-armoire-du-square-de-guyenne',
	'/lieux/l-armoire-du-square-de-guyenne/affiche',
	'/lieux/hotel-pasteur',
	'/agenda',
	'/agenda/00000000-0000-7005-8000-000000000001', // a repair session that misses hands
	'/ne-plus-recevoir',
	'/connexion',
	'/inscription',
	'/mot-de-passe-oublie',
	'/nulle-part',
	'/aide',
	'/mentions-legales',
	'/vos-donnees',
	'/accessibilite',
	'/regles-de-vie',
	'/donnees-ouvertes',
	'/chiffres',
	'/en',
	'/en/search'
];
const members = [
	'/',
	'/chercher?q=perceuse',
	'/proposer',
	'/agenda/00000000-0000-7005-8000-000000000001', // as somebody who comes or helps sees it
	'/agenda/nouveau?template=repair_session',
	'/echanges',
	'/compte',
	'/compte/coordonnees',
	'/compte/mes-annonces',
	'/compte/mes-recherches',
	'/compte/mon-placard',
	'/compte/lieux',
	'/compte/creneaux',
	'/compte/calendrier',
	'/compte/courriels',
	'/nouvelles',
	'/annonces/00000000-0000-7000-8000-000000000022', // a gift whose giver chooses
	'/annonces/00000000-0000-7000-8000-000000000054', // looked for, as whoever has one sees it
	'/lieux/importer',
	'/reparations/importer',
	'/lieux/l-armoire-du-square-de-guyenne',
	'/lieux/l-armoire-du-square-de-guyenne/corriger',
	'/lieux/ajouter',
	'/envois'
];

// A few at a time: a whole evening of pages in one test is lost with its last.
const atOnce = 6;
const groups = (paths: string[]) =>
	Array.from({ length: Math.ceil(paths.length / atOnce) }, (_, n) => paths.slice(n * atOnce, (n + 1) * atOnce));

async function expectNone(page: Page, paths: string[]): Promise<void> {
	for (const path of paths) {
		await openWhole(page, path);
		expect.soft(await violations(page), path).toEqual([]);
	}
}

for (const some of groups(open)) {
	test(`a visitor meets no barrier from ${some[0]} to ${some.at(-1)}`, ({ page }) => expectNone(page, some));
}

for (const some of groups(members)) {
	test(`a resident meets no barrier from ${some[0]} to ${some.at(-1)}`, async ({ signedIn }) =>
		expectNone(await signedIn('ada'), some));
}

test('a resident meets no barrier in their exchanges', async ({ signedIn }) => {
	const ada = await signedIn('ada');
	await ada.goto('/echanges');
	await ada.locator('main a[href^="/echanges/"]').first().waitFor();
	const exchanges = await ada
		.locator('main a[href^="/echanges/"]')
		.evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
	expect(exchanges.length).toBeGreaterThan(0);
	for (const path of exchanges) {
		await openWhole(ada, path);
		expect(await violations(ada), path).toEqual([]);
	}
});

test('nothing scrolls sideways on a small phone, nor with text at 200 %', async ({ page }) => {
	for (const path of ['/', '/chercher', drill, '/connexion', '/inscription']) {
		await page.setViewportSize({ width: 320, height: 640 });
		await page.goto(path);
		const overflow = () =>
			page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
		expect(await overflow(), `${path} at 320 px`).toBeLessThanOrEqual(0);
		await page.setViewportSize({ width: 390, height: 844 });
		await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
		expect(await overflow(), `${path} at 200 %`).toBeLessThanOrEqual(0);
	}
});
