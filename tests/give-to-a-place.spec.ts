import { randomUUID } from 'node:crypto';
import { violations } from './support/barriers.ts';
import { installed } from './support/device.ts';
import { enter } from './support/keyboard.ts';
import { ask } from './support/lending.ts';
import { expect, test } from './support/neighbourhood.ts';
import { announce } from './support/sessions.ts';

test.use({ serviceWorkers: 'allow', viewport: { width: 1024, height: 768 } });

test('a thing goes to a place that takes it, chosen without network, and its visitor reads which', async ({
	newcomer,
	api
}) => {
	const gilles = await newcomer('Gilles');
	const noe = await newcomer('Noé');
	const session = await announce(api, gilles, gilles, 'Réparer à Cleunay');
	const [id, kettle] = [randomUUID(), randomUUID()];
	const items = [{ id: kettle, product_category_id: 14, partner_product_category: 'Bouilloire', problem: 'Elle fuit' }];
	const arrival_at = new Date(Date.now() + 2 * 3_600_000).toISOString();
	await ask(api, noe, 'rpc/book_visit', { id, event_id: session.id, arrival_at, items });
	await ask(api, gilles, 'rpc/advance_visit', { id, action: 'check_in', op_id: randomUUID() });
	const end = { repair_status: 3, repair_barrier: 6 };
	await ask(api, gilles, 'rpc/advance_repair', { id: kettle, action: 'done', details: end, op_id: randomUUID() });

	// The tablet has read the session, and loses the network: it knows the places near by all the same.
	const { page } = gilles;
	await page.goto('/');
	await installed(page);
	await page.goto(`/agenda/${session.slug}/seance/table`);
	await page.getByRole('tab', { name: 'Terminé' }).click();
	await expect(page.getByRole('button', { name: /^Ailleurs que chez soi/ })).toBeVisible();
	await page.waitForLoadState('networkidle');
	await page.context().setOffline(true);
	await enter(page, page.getByRole('button', { name: /^Ailleurs que chez soi/ }));
	const sheet = page.getByRole('dialog');
	await enter(page, sheet.getByRole('button', { name: 'À un lieu' }));
	await expect(sheet.getByRole('heading', { name: /^Chez qui va le/ })).toBeVisible();
	// As far as one walks by, not to the metre.
	await expect(sheet.getByText(/^4,3\skm ·/).first()).toBeVisible();
	expect.soft(await violations(page)).toEqual([]);
	await enter(page, sheet.getByRole('button', { name: 'La Belle Déchette', exact: true }));
	const line = page.getByRole('tabpanel').getByRole('listitem').filter({ hasText: 'Bouilloire' });
	await expect(line).toContainText('va à\u00a0: La Belle Déchette');

	// Undone in one, and said again.
	await page.getByRole('button', { name: 'Annuler', exact: true }).first().click();
	await expect(line).not.toContainText('La Belle Déchette');
	await enter(page, page.getByRole('button', { name: /^Ailleurs que chez soi/ }));
	await enter(page, sheet.getByRole('button', { name: 'À un lieu' }));
	await enter(page, sheet.getByRole('button', { name: 'La Belle Déchette', exact: true }));
	await page.context().setOffline(false);
	await page.goto(`/agenda/${session.slug}/seance/bilan`);
	await expect(page.getByText('va à\u00a0: La Belle Déchette')).toBeVisible();

	await expect(async () => {
		await noe.page.goto(`/agenda/${session.slug}/ma-visite`);
		await expect(noe.page.getByRole('link', { name: 'La Belle Déchette' })).toBeVisible({ timeout: 5_000 });
	}).toPass({ timeout: 60_000 });
	// Without an account too, by the code on the ticket.
	const token = await ask<string>(api, noe, 'rpc/visit_page', { visit_id: id });
	await noe.page.goto(`/visite#${token}`);
	await expect(noe.page.getByRole('link', { name: 'La Belle Déchette' })).toBeVisible();
	expect.soft(await violations(noe.page)).toEqual([]);
});
