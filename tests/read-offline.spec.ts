import type { Page } from '@playwright/test';
import { expect, test } from './support/neighbourhood.ts';

test.use({ serviceWorkers: 'allow' });

const drill = '/annonces/00000000-0000-7000-8000-000000000001';

/** Waits until the app can open without network. */
async function installed(page: Page): Promise<void> {
	await page.evaluate(async () => {
		await navigator.serviceWorker.ready;
		if (!navigator.serviceWorker.controller) {
			await new Promise((resolve) =>
				navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true })
			);
		}
	});
}

test('what was seen opens again without network, what was not says so', async ({ page, context }) => {
	await page.goto('/');
	await installed(page);
	await page.goto('/chercher?q=perceuse');
	await expect(page.getByRole('link', { name: /Perceuse à percussion/ }).first()).toBeVisible();
	await page.goto(drill);
	await expect(page.getByRole('heading', { level: 1, name: /Perceuse/ })).toBeVisible();
	await page.waitForTimeout(500);

	await context.setOffline(true);
	await page.goto(drill);
	await expect(page.getByRole('heading', { level: 1, name: /Perceuse/ })).toBeVisible();
	await page.goto('/chercher?q=perceuse');
	await expect(page.getByRole('link', { name: /Perceuse à percussion/ }).first()).toBeVisible();
	await page.goto('/annonces/00000000-0000-7000-8000-000000000002');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cette page n’est pas sur votre appareil');
	await page.goto('/en');
	await expect(page.locator('html')).toHaveAttribute('lang', 'en');

	await context.setOffline(false);
	await page.goto('/annonces/00000000-0000-7000-8000-000000000002');
	await expect(page.getByRole('heading', { level: 1, name: /Broyeur/ })).toBeVisible();
});

test('nothing that only a resident may read is kept by the service worker', async ({ signedIn }) => {
	const ada = await signedIn('ada');
	await ada.goto('/');
	await installed(ada);
	for (const path of ['/echanges', '/compte/coordonnees', drill]) {
		await ada.goto(path);
		await ada.waitForLoadState('networkidle');
	}
	const kept = await ada.evaluate(async () => {
		const urls: string[] = [];
		for (const name of await caches.keys()) {
			for (const request of await (await caches.open(name)).keys()) urls.push(new URL(request.url).pathname);
		}
		return urls;
	});
	expect(kept.length).toBeGreaterThan(5);
	expect(kept.filter((path) => /^\/(rest|auth|storage|realtime)\//.test(path))).toEqual([]);
});
