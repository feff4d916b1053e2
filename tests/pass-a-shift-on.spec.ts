import { randomUUID } from 'node:crypto';
import { violations } from './support/barriers.ts';
import { installed } from './support/device.ts';
import { enter } from './support/keyboard.ts';
import { ask } from './support/lending.ts';
import { expect, test } from './support/neighbourhood.ts';

test.use({ serviceWorkers: 'allow' });

test('a shift is proposed, withdrawn, exchanged without network, and taken over by whoever would', async ({
	newcomer,
	api
}) => {
	const maud = await newcomer('Maud');
	const noe = await newcomer('Noé');
	const lea = await newcomer('Léa');
	const id = randomUUID();
	const [door, coffee] = [randomUUID(), randomUUID()];
	const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString();
	const changes = { kind: 'repair_session', title: 'Réparer chez Maud', starts_at: days(3), ends_at: days(3.1) };
	await ask(api, maud, 'rpc/save_event', { id, changes, op_id: randomUUID() });
	const shifts = [
		{ id: door, role: 'welcome', needed: 1 },
		{ id: coffee, role: 'coffee', needed: 1 }
	];
	await ask(api, maud, 'rpc/save_shifts', { event_id: id, shifts, op_id: randomUUID() });
	await ask(api, maud, 'rpc/advance_event', { id, action: 'publish', op_id: randomUUID() });
	await ask(api, noe, 'rpc/take_shift', { id: randomUUID(), shift_id: door });
	await ask(api, lea, 'rpc/take_shift', { id: randomUUID(), shift_id: coffee });
	const path = `/agenda/${id}`;

	// Noé proposes to exchange with Léa, thinks again in one press, and proposes it once more.
	const { page } = noe;
	await page.goto(path);
	await enter(page, page.getByRole('button', { name: 'Me faire remplacer\u00a0: Accueil' }));
	const sheet = page.getByRole('dialog');
	await sheet.getByRole('radio', { name: 'Échanger avec Léa' }).check();
	expect.soft(await violations(page)).toEqual([]);
	await enter(page, sheet.getByRole('button', { name: 'Proposer' }));
	await expect(page.getByText('Échange proposé à Léa\u00a0: Café')).toBeVisible();
	await page.getByRole('button', { name: 'Ne plus proposer', exact: true }).click();
	await expect(page.getByText('Échange proposé à Léa')).toBeHidden();
	await enter(page, page.getByRole('button', { name: 'Me faire remplacer\u00a0: Accueil' }));
	await sheet.getByRole('radio', { name: 'Échanger avec Léa' }).check();
	await enter(page, sheet.getByRole('button', { name: 'Proposer' }));
	await expect(page.getByText('Échange proposé à Léa\u00a0: Café')).toBeVisible();

	// Léa reads it, loses the network, and says yes all the same.
	await lea.page.goto('/');
	await installed(lea.page);
	await lea.page.goto('/notifications');
	await expect(lea.page.getByText('Une personne cherche à être remplacée').first()).toBeVisible();
	await lea.page.goto(path);
	await expect(lea.page.getByRole('heading', { name: 'Noé vous propose sa place\u00a0: Accueil' })).toBeVisible();
	await lea.page.waitForLoadState('networkidle');
	expect.soft(await violations(lea.page)).toEqual([]);
	await lea.page.context().setOffline(true);
	await enter(lea.page, lea.page.getByRole('button', { name: 'J’échange' }));
	await expect(lea.page.getByRole('button', { name: 'Je ne peux plus\u00a0: Accueil' })).toBeVisible();
	await lea.page.context().setOffline(false);
	await expect(async () => {
		await page.reload();
		await expect(page.getByRole('button', { name: 'Je ne peux plus\u00a0: Café' })).toBeVisible({ timeout: 5_000 });
	}).toPass({ timeout: 60_000 });

	// Noé cannot come after all, and asks whoever would; Maud does it herself.
	await enter(page, page.getByRole('button', { name: 'Me faire remplacer\u00a0: Café' }));
	await enter(page, sheet.getByRole('button', { name: 'Proposer' }));
	await expect(page.getByText('Proposé à tout le monde')).toBeVisible();
	await maud.page.goto(path);
	await expect(maud.page.getByText('une personne cherche à être remplacée')).toBeVisible();
	await enter(maud.page, maud.page.getByRole('button', { name: 'Prendre sa place\u00a0: Café' }));
	await expect(maud.page.getByRole('button', { name: 'Je ne peux plus\u00a0: Café' })).toBeVisible();
	await page.goto('/notifications');
	await expect(page.getByText('Une autre personne vous remplace pour aider').first()).toBeVisible();
});
