import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/neighbourhood.ts';

const drill = '/annonces/00000000-0000-7000-8000-000000000001';
const open = [
	'/',
	'/chercher',
	'/chercher?q=zzzzzz',
	drill,
	`${drill}/imprimer`,
	'/connexion',
	'/inscription',
	'/mot-de-passe-oublie',
	'/nulle-part',
	'/aide',
	'/mentions-legales',
	'/vos-donnees',
	'/accessibilite',
	'/regles-de-vie',
	'/en',
	'/en/search'
];
const members = ['/', '/proposer', '/echanges', '/compte', '/compte/coordonnees', '/compte/mes-annonces', '/envois'];

async function violations(page: Page): Promise<string[]> {
	const { violations } = await new AxeBuilder({ page })
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
		.analyze();
	return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
}

for (const colorScheme of ['light', 'dark'] as const) {
	test.describe(`in the ${colorScheme} theme`, () => {
		test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

		for (const path of open) {
			test(`a visitor meets no barrier on ${path}`, async ({ page }) => {
				await page.goto(path);
				await page.waitForLoadState('networkidle');
				expect(await violations(page)).toEqual([]);
			});
		}

		test('a resident meets no barrier on their pages', async ({ signedIn }) => {
			// Thirty pages, each looked through whole.
			test.setTimeout(300_000);
			const ada = await signedIn('ada');
			for (const path of members) {
				await ada.goto(path);
				await ada.waitForLoadState('networkidle');
				expect(await violations(ada), path).toEqual([]);
			}
			await ada.goto('/echanges');
			await ada.locator('main a[href^="/echanges/"]').first().waitFor();
			const exchanges = await ada
				.locator('main a[href^="/echanges/"]')
				.evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
			expect(exchanges.length).toBeGreaterThan(0);
			for (const path of exchanges) {
				await ada.goto(path);
				await ada.waitForLoadState('networkidle');
				expect(await violations(ada), path).toEqual([]);
			}
		});
	});
}

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
