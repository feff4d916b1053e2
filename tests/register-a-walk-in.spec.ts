import { expect, test } from './support/neighbourhood.ts';
import { announce, hallOf } from './support/sessions.ts';

test('somebody who never saw the screen registers a walk-in in six taps and half a minute', async ({
	newcomer,
	api
}) => {
	const nadia = await newcomer('Nadia');
	const session = await announce(api, nadia, nadia, `Repair café ${nadia.id.slice(0, 8)}`);
	const { page } = nadia;
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto(`/agenda/${session.slug}/seance`);
	await expect(page.getByRole('heading', { name: 'Que faites-vous aujourd’hui ?' })).toBeVisible();
	await page.evaluate(() => {
		const count = { taps: 0 };
		Object.assign(globalThis, { count });
		addEventListener('pointerdown', () => count.taps++, true);
	});
	const began = Date.now();
	await page.getByRole('link', { name: 'J’accueille à la porte' }).click();
	await page.getByLabel('Prénom ou surnom').click();
	await page.keyboard.type('Jocelyne', { delay: 150 });
	await page.locator('label', { hasText: 'Lampe' }).click();
	await page.getByRole('button', { name: /^Donner le numéro/ }).click();
	await expect(page.getByRole('heading', { name: /^Numéro \d+ pour Jocelyne$/ })).toBeVisible();
	expect(Date.now() - began).toBeLessThan(30_000);
	const taps = await page.evaluate(() => (globalThis as unknown as { count: { taps: number } }).count.taps);
	expect(taps).toBeGreaterThan(0);
	expect(taps).toBeLessThanOrEqual(6);

	// A slip is undone in one tap, and nobody is deleted. (What has not left yet would be forgotten: nobody knows of it.)
	await expect(async () => expect((await hallOf(api, nadia, session)).visits).toHaveLength(1)).toPass();
	await page.getByRole('button', { name: 'Annuler ce numéro' }).click();
	await expect(page.getByLabel('Prénom ou surnom')).toBeFocused();
	await expect(async () => {
		const { visits } = await hallOf(api, nadia, session);
		expect(visits.map(({ name, state }) => [name, state])).toEqual([['Jocelyne', 'cancelled']]);
	}).toPass();
});
