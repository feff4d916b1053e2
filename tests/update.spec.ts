import { openDoor } from './support/door.ts';
import { expect, test } from './support/neighbourhood.ts';

test.use({ serviceWorkers: 'allow' });

test('a new version waits for the reader’s word', async ({ page, baseURL }) => {
	const door = await openDoor(baseURL!);
	await page.goto(door.url);
	await page.evaluate(async () => {
		await navigator.serviceWorker.ready;
		if (!navigator.serviceWorker.controller) {
			await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }));
		}
	});
	await expect(page.getByText(/nouvelle version/i)).toHaveCount(0);

	door.edition = 2;
	await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
	await expect(page.getByText(/nouvelle version/i)).toBeVisible();
	await page.getByRole('searchbox').fill('perce');
	await page.waitForTimeout(500);
	await expect(page.getByRole('searchbox')).toHaveValue('perce');

	const reloaded = page.waitForEvent('load');
	await page.getByRole('button', { name: /recharger|mettre à jour|installer/i }).click();
	await reloaded;
	await expect(page.getByText(/nouvelle version/i)).toHaveCount(0);
	door.close();
});
