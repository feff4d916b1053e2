import { randomUUID } from 'node:crypto';
import { violations } from './support/barriers.ts';
import { installed } from './support/device.ts';
import { enter } from './support/keyboard.ts';
import { ask } from './support/lending.ts';
import { expect, test } from './support/neighbourhood.ts';
import { account } from './support/sessions.ts';

test.use({ serviceWorkers: 'allow' });

test('arrivals are counted by the half hour, and another hour is chosen without losing the first', async ({
	newcomer,
	api
}) => {
	const maud = await newcomer('Maud');
	const noe = await newcomer('Noé');
	const id = randomUUID();
	const start = new Date(Date.now() + 3 * 86_400_000);
	start.setUTCHours(9, 0, 0, 0);
	const at = (minutes: number) => new Date(start.getTime() + minutes * 60_000).toISOString();
	const changes = { kind: 'repair_session', title: 'Réparer à l’heure', starts_at: at(0), ends_at: at(120) };
	await ask(api, maud, 'rpc/save_event', { id, changes, op_id: randomUUID() });
	const shifts = [{ id: randomUUID(), role: 'repair', skill: 'electric', needed: 2 }];
	await ask(api, maud, 'rpc/save_shifts', { event_id: id, shifts, op_id: randomUUID() });
	const step = { id, action: 'publish', op_id: randomUUID() };
	const { slug } = await ask<{ slug: string }>(api, maud, 'rpc/advance_event', step);

	// Maud says how many, with a hint of what fits.
	await maud.page.goto(`/agenda/${slug}`);
	await expect(maud.page.getByText(/^Deux par personne qui répare\s: 4 conviennent ici/)).toBeVisible();
	await maud.page.getByLabel('Arrivées par demi-heure').selectOption('1');
	await enter(maud.page, maud.page.getByRole('button', { name: 'Enregistrer', exact: true }));
	await expect(maud.page.getByText('C’est noté')).toBeVisible();
	expect.soft(await violations(maud.page)).toEqual([]);

	// Somebody has the first half hour: it is said to be full, and cannot be chosen.
	const items = () => [{ id: randomUUID(), product_category_id: 14, problem: 'Ne chauffe plus' }];
	const visit = (arrival_at: string) => ({ id: randomUUID(), event_id: id, arrival_at, items: items() });
	await ask(api, await account(api, 'Lou'), 'rpc/book_visit', visit(at(0)));
	const { page } = noe;
	await page.goto('/');
	await installed(page);
	await page.goto(`/agenda/${slug}/ma-visite`);
	const hours = page.getByLabel(/^Quand viendrez-vous/);
	await expect(hours.getByRole('option', { name: /, complet$/ })).toHaveCount(1);
	await expect(hours.getByRole('option', { name: /, complet$/ })).toBeDisabled();
	await page.getByLabel(/^Que se passe-t-il/).fill('Elle fuit');
	await enter(page, page.getByRole('button', { name: 'Réserver ma venue' }));
	await expect(page.getByText(/^Arrivée prévue/)).toContainText('30');

	// The next is taken while Noé looks: what they had stays theirs.
	await enter(page, page.getByRole('button', { name: 'Changer d’heure' }));
	const sheet = page.getByRole('dialog');
	const other = sheet.getByLabel(/^Quand viendrez-vous/);
	await expect(other).toBeVisible();
	expect.soft(await violations(page)).toEqual([]);
	await other.selectOption({ index: 2 });
	await ask(api, await account(api, 'Ali'), 'rpc/book_visit', visit(at(60)));
	await enter(page, sheet.getByRole('button', { name: 'Venir à cette heure' }));
	await expect(sheet.getByText('Cette arrivée vient d’être prise.')).toBeVisible();
	await enter(page, sheet.getByRole('button', { name: 'Garder la mienne' }));
	await expect(page.getByText(/^Arrivée prévue/)).toContainText('30');

	// The last has room: chosen without network, it is theirs once there is one.
	await page.context().setOffline(true);
	await enter(page, page.getByRole('button', { name: 'Changer d’heure' }));
	await other.selectOption({ index: 3 });
	const before = await page.getByText(/^Arrivée prévue/).textContent();
	await enter(page, sheet.getByRole('button', { name: 'Venir à cette heure' }));
	await expect(page.getByText(/^Arrivée prévue/)).not.toHaveText(before!);
	await page.context().setOffline(false);
	await expect
		.poll(
			async () => {
				const headers = { apikey: api.key, authorization: `Bearer ${noe.token}` };
				const answered = await fetch(`${api.url}/rest/v1/visits?select=arrival_at&event_id=eq.${id}`, { headers });
				return ((await answered.json()) as { arrival_at: string }[]).map(({ arrival_at: hour }) => Date.parse(hour));
			},
			{ timeout: 30_000 }
		)
		.toEqual([Date.parse(at(90))]);
});
