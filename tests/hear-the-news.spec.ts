import { installed, keysOf } from './support/device.ts';
import { borrow, lend } from './support/lending.ts';
import { expect, test } from './support/neighbourhood.ts';

test.use({ serviceWorkers: 'allow' });

test('a request is news to its owner, who sees it without network, and is new no more', async ({ newcomer, api }) => {
	const [owner, asker] = [await newcomer('Maïwenn'), await newcomer('Nolwenn')];
	const { page, id } = owner;
	await page.goto('/');
	await installed(page);
	const ladder = await lend(api, owner, 'Échelle de peintre');
	const other = await lend(api, owner, 'Scie sauteuse');
	await borrow(api, asker, ladder, [3, 4]);
	await borrow(api, asker, other, [3, 4]);

	await page.goto('/compte');
	await expect(page.getByRole('listitem').filter({ hasText: 'Ce qui s’est passé' })).toContainText('2 nouvelles');
	await page.getByRole('link', { name: 'Ce qui s’est passé' }).click();
	await expect(page).toHaveURL('/nouvelles');
	const line = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'Échelle de peintre' }) });
	await expect(line).toContainText('Nolwenn vous fait une demande');
	await expect.poll(() => keysOf(page, id)).toContain('news');

	// An exchange that is opened is seen.
	await page.getByRole('link', { name: 'Scie sauteuse' }).click();
	await expect(page.getByRole('heading', { name: /^Répondez à Nolwenn avant/ })).toBeVisible();
	await page.goBack();
	await expect(page.getByRole('heading', { name: '1 nouvelle' })).toBeVisible();

	const unread = async () => {
		const headers = { apikey: api.key, authorization: `Bearer ${owner.token}` };
		const asked = await fetch(`${api.url}/rest/v1/notifications?select=id&read_at=is.null`, { headers });
		return ((await asked.json()) as unknown[]).length;
	};
	await expect.poll(unread).toBe(1);
	await page.reload();
	await expect(page.getByRole('heading', { name: '1 nouvelle' })).toBeVisible();
	await page.waitForLoadState('networkidle');

	await page.context().setOffline(true);
	await page.reload();
	await expect(page.getByText(/^Vu .* sur cet appareil/)).toBeVisible();
	await page.getByRole('button', { name: 'C’est vu : Échelle de peintre' }).click();
	await expect(page.getByRole('heading', { name: 'Plus tôt' })).toBeVisible();
	await expect(page.getByRole('heading', { name: /nouvelle/ })).toBeHidden();
	await page.goto('/compte');
	await expect(page.locator('main')).toContainText('Demandes, réponses et rappels');

	await page.context().setOffline(false);
	await expect.poll(unread, { timeout: 30_000 }).toBe(0);
});
