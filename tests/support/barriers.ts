import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { expectSheet, walk } from './keyboard.ts';

/** What axe finds on a page in the light, and what of its colours in the dark: nothing else changes with the theme. */
export async function violations(page: Page): Promise<string[]> {
	const found: string[] = [];
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		// In the page itself: no page here has frames of others, for which axe would open a page more and bring itself again.
		const axe = new AxeBuilder({ page }).setLegacyMode();
		const { violations, passes } = await (
			colorScheme === 'dark'
				? axe.withRules('color-contrast')
				: axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
		).analyze();
		expect(passes.length, `${page.url()} was looked at`).toBeGreaterThan(0);
		for (const { id, nodes } of violations) {
			found.push(`${colorScheme}, ${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
		}
	}
	return found;
}

/** Opens `path`; scripts come after the words, so that a network at rest may be one that has not begun. */
export async function openWhole(page: Page, path: string): Promise<void> {
	await page.goto(path);
	await page.getByRole('heading', { level: 1 }).first().waitFor();
	await page.waitForLoadState('networkidle');
}

/** Expects that nothing of what is shown bars anybody: neither axe in either theme, nor the keyboard through `main`. */
export async function expectNoBarrier(page: Page, where: string): Promise<void> {
	expect.soft(await violations(page), where).toEqual([]);
	expect.soft(await walk(page, 'main'), `${where}, by keyboard`).toEqual([]);
}

/** Opens the sheet behind the button `name`, expects no barrier in it, and that it gives the focus back. */
export async function expectNoBarrierIn(page: Page, name: string | RegExp, where: string): Promise<void> {
	const opener = page.getByRole('button', { name }).first();
	await opener.press('Enter');
	await expect(page.getByRole('dialog')).toBeVisible();
	expect.soft(await violations(page), where).toEqual([]);
	await expectSheet(page, opener);
}
