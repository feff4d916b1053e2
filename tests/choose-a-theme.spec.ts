import { installed } from './support/device.ts';
import { expect, test } from './support/neighbourhood.ts';

test.use({ serviceWorkers: 'allow', colorScheme: 'light' });

test('a theme that was chosen is there before the first paint, with a network and without', async ({ page }) => {
	// What the page wears when its first words are there, before any script of its own.
	await page.addInitScript(() => {
		new MutationObserver((_, watch) => {
			if (!document.querySelector('main')) return;
			Object.assign(globalThis, { worn: document.documentElement.dataset.theme ?? 'none' });
			watch.disconnect();
		}).observe(document, { childList: true, subtree: true });
	});
	const worn = () => page.evaluate(() => (globalThis as unknown as { worn: string }).worn);
	const choose = async (theme: RegExp) => {
		await page.getByRole('button', { name: theme }).click();
	};

	await page.goto('/');
	await installed(page);
	expect(await worn()).toBe('none');
	await choose(/appareil/);
	await choose(/clair/);
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
	await expect.poll(() => page.evaluate(async () => (await caches.match('/theme'))?.text())).toBe('dark');

	await page.goto('/chercher');
	expect(await worn()).toBe('dark');
	await page.context().setOffline(true);
	await page.goto('/');
	expect(await worn()).toBe('dark');
	await page.context().setOffline(false);

	await page.goto('/');
	await page.waitForLoadState('networkidle');
	await choose(/sombre/);
	await expect.poll(() => page.evaluate(async () => (await caches.match('/theme')) === undefined)).toBe(true);
	await page.reload();
	expect(await worn()).toBe('none');
});
