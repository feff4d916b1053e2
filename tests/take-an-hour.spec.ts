import { randomUUID } from 'node:crypto';
import { installed } from './support/device.ts';
import { choose, enter } from './support/keyboard.ts';
import { ask } from './support/lending.ts';
import { isThere } from './support/meeting.ts';
import { expect, test } from './support/neighbourhood.ts';

test.use({ serviceWorkers: 'allow', keyboardAlone: true });

test('an hour of a service is asked for without network, and waited for once it is taken', async ({
	newcomer,
	api,
	page
}) => {
	const nora = await newcomer('Nora');
	await isThere(api, nora);
	const id = randomUUID();
	const content = { kind: 'service', title: 'Régler un vélo avec Nora', category_slug: 'scolarite-orientation' };
	await ask(api, nora, 'listings', { id, ...content, commune_code: '35238', slot_minutes: 60, lead_hours: 24 });
	await ask(api, nora, 'rpc/advance_listing', { listing_id: id, action: 'publish', op_id: randomUUID() });

	await page.goto(`/annonces/${id}`);
	await enter(page, page.getByRole('link', { name: 'Demander', exact: true }));
	await expect(page.getByRole('link', { name: 'Voir les créneaux' })).toBeVisible();

	const { page: ilan } = await newcomer('Ilan');
	await ilan.goto(`/annonces/${id}`);
	await enter(ilan, ilan.getByRole('link', { name: 'Demander', exact: true }));
	// In the week after: the hours of the first day pass, one after the other, what may still be asked for a day ahead.
	await enter(ilan, ilan.getByRole('button', { name: 'Semaine suivante' }));
	const firstDay = ilan.getByRole('group', { name: /^\p{L}+ \d+(er)? \p{L}+, 2 créneaux libres$/u }).first();
	await choose(ilan, firstDay.getByRole('radio', { name: /^11\sh – 12\sh$/ }));
	await expect(ilan.getByRole('status').filter({ hasText: 'de 11\u00a0h à 12\u00a0h' })).toBeVisible();
	await installed(ilan);
	await ilan.context().setOffline(true);
	await ilan.keyboard.press('Enter');
	await expect(ilan).toHaveURL(/\/echanges\//);
	await expect(ilan.locator('main').getByText('Gardé sur cet appareil').first()).toBeVisible();
	await ilan.context().setOffline(false);
	await expect(ilan.getByRole('heading', { name: /^Retrouvez Nora/ })).toBeVisible({ timeout: 40_000 });

	const { page: bob } = await newcomer('Bob');
	await bob.goto(`/annonces/${id}`);
	await enter(bob, bob.getByRole('link', { name: 'Demander', exact: true }));
	await enter(bob, bob.getByRole('button', { name: 'Semaine suivante' }));
	const full = bob.getByRole('radio', { name: /^11\sh – 12\sh, complet$/ });
	await expect(bob.getByRole('group', { name: /, 1 créneau libre$/ }).filter({ has: full })).toHaveCount(1);
	await choose(bob, full);
	await enter(bob, bob.getByRole('button', { name: 'Rejoindre la liste d’attente' }));
	await expect(bob.getByText('Vous êtes sur la liste d’attente.')).toBeVisible();
});
