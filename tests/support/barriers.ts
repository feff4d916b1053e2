import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type axe from 'axe-core';
import { expect, type Page } from '@playwright/test';
import { expectSheet, walk } from './keyboard.ts';

const source = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/**
 * What axe finds on a page in the light (WCAG 2.2, A and AA), and what of its colours in the dark: nothing else changes with
 * the theme. It is brought once, and reports what is wrong alone: no page here has frames of others, and thrice as long would
 * be spent on telling what is right.
 */
export async function violations(page: Page): Promise<string[]> {
	const found: string[] = [];
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		const isThere = await page.evaluate(() => 'axe' in globalThis);
		if (!isThere) await page.evaluate(source);
		const { wrong, right } = await page.evaluate(look, colorScheme === 'dark');
		expect(right, `${page.url()} was looked at`).toBeGreaterThan(0);
		found.push(...wrong.map((one) => `${colorScheme}, ${one}`));
	}
	return found;
}

/** Runs in the page. */
async function look(coloursAlone: boolean): Promise<{ wrong: string[]; right: number }> {
	const { run } = (globalThis as unknown as { axe: typeof axe }).axe;
	const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
	const { violations, passes } = await run(document, {
		runOnly: coloursAlone ? { type: 'rule', values: ['color-contrast'] } : { type: 'tag', values: tags },
		resultTypes: ['violations']
	});
	const wrong = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
	return { wrong, right: passes.length };
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
