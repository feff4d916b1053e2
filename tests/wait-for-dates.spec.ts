import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { installed } from './support/device.ts';
import { enter } from './support/keyboard.ts';
import { accept, ask, borrow, lend } from './support/lending.ts';
import { day, expect, test } from './support/neighbourhood.ts';

test.use({ serviceWorkers: 'allow', keyboardAlone: true });

const tellMe = (page: Page) => page.getByRole('button', { name: 'Prévenez-moi si ça se libère' });

/** Opens a listing with days that are taken. */
async function open(page: Page, listing: string, [from, until]: [number, number]): Promise<void> {
	await page.goto(`/annonces/${listing}?from=${day(from)}&until=${day(until)}`);
	await enter(page, page.getByRole('link', { name: 'Demander', exact: true }));
	await expect(page.getByText('Un de ces jours est déjà réservé')).toBeVisible();
}

test('who waits for taken days, joined and taken up without network, is offered them the moment they free up', async ({
	newcomer,
	api
}) => {
	const [owner, holder, { page }] = [await newcomer('Azenor'), await newcomer('Brieuc'), await newcomer('Corentin')];
	const listing = await lend(api, owner, 'Scie d’Azenor');
	const held = await borrow(api, holder, listing, [3, 4]);
	await accept(api, owner, held);

	await page.goto('/');
	await installed(page);
	await open(page, listing, [3, 4]);
	await page.context().setOffline(true);
	await enter(page, tellMe(page));
	await enter(page, page.getByRole('link', { name: 'Voir ma place' }));
	const place = page.getByRole('article', { name: 'Scie d’Azenor' });
	await expect(place).toContainText('Gardé sur cet appareil');
	await page.context().setOffline(false);
	await expect(place).not.toContainText('Gardé sur cet appareil', { timeout: 30_000 });
	await expect(place).toContainText('Personne avant vous');
	await expect(place).toContainText('Réservé jusqu’à');

	await ask(api, holder, 'rpc/advance_reservation', { id: held, action: 'cancel', op_id: randomUUID() });
	await expect(place).toContainText(/C’est à vous jusqu’à demain \d+\sh/);

	// Told by name where news is, and at home, which leads to it.
	await page.goto('/nouvelles');
	await expect(page.getByRole('link', { name: 'Scie d’Azenor' })).toHaveAttribute('href', /\/echanges#wait-/);
	await page.goto('/');
	await enter(page, page.getByRole('link', { name: /^C’est à vous jusqu’à demain \d+\sh/ }));
	await expect(page).toHaveURL(/\/echanges#wait-/);
	await page.context().setOffline(true);
	await enter(page, place.getByRole('button', { name: 'Demander ces jours' }));
	await expect(page.locator('main').getByText('Gardé sur cet appareil').first()).toBeVisible();
	await page.context().setOffline(false);
	await expect(page.getByRole('heading', { name: /^Azenor répond avant/ })).toBeVisible({ timeout: 40_000 });
	await page.goto('/echanges');
	await expect(page.getByRole('link', { name: /Scie d’Azenor/ })).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Vos listes d’attente' })).toHaveCount(0);
});

test('who joins a list reads what it means; leaving it can be undone', async ({ newcomer, api }) => {
	const [owner, holder, waiter] = [await newcomer('Denez'), await newcomer('Enora'), await newcomer('Fanch')];
	const { page, token } = waiter;
	const listing = await lend(api, owner, 'Râteau de Denez');
	await accept(api, owner, await borrow(api, holder, listing, [3, 4]));
	const states = async () => {
		const headers = { apikey: api.key, authorization: `Bearer ${token}` };
		const answer = await fetch(`${api.url}/rest/v1/waitlist?select=state`, { headers });
		return ((await answer.json()) as { state: string }[]).map(({ state }) => state);
	};

	await open(page, listing, [3, 4]);
	await enter(page, tellMe(page));
	await expect(page.getByText(/gardés 24 heures pour vous/)).toBeFocused();
	await enter(page, page.getByRole('link', { name: 'Voir ma place' }));
	const place = page.getByRole('article', { name: 'Râteau de Denez' });
	expect(await states()).toEqual(['waiting']);
	await expect(place).toContainText('Personne avant vous');

	await enter(page, place.getByRole('button', { name: 'Quitter la liste' }));
	await expect(place).toHaveCount(0);
	await enter(page, page.getByRole('button', { name: 'Annuler' }));
	await expect(place).toBeVisible();
	expect(await states()).toEqual(['waiting']);
	await enter(page, place.getByRole('button', { name: 'Quitter la liste' }));
	await enter(page, page.getByRole('link', { name: 'Accueil' }).filter({ visible: true }).first());
	await expect.poll(states, { timeout: 30_000 }).toEqual(['left']);
});

test('what was given back before the wish arrived is offered at once; free days are asked for', async ({
	newcomer,
	api
}) => {
	const [owner, holder, waiter] = [await newcomer('Gaud'), await newcomer('Hervé'), await newcomer('Iwan')];
	const listing = await lend(api, owner, 'Serre-joint de Gaud');
	const held = await borrow(api, holder, listing, [3, 4]);
	await accept(api, owner, held);

	const { page } = waiter;
	await page.goto('/');
	await installed(page);
	await open(page, listing, [3, 4]);
	await open(holder.page, listing, [3, 4]);
	await page.context().setOffline(true);
	await enter(page, tellMe(page));
	await ask(api, holder, 'rpc/advance_reservation', { id: held, action: 'cancel', op_id: randomUUID() });

	// Whoever gave them back sees them as taken still: nothing is kept, and the way to ask is open.
	await enter(holder.page, tellMe(holder.page));
	await expect(holder.page.getByText('Ces jours sont libres à présent')).toBeFocused();
	await expect(tellMe(holder.page)).toHaveCount(0);
	await expect(holder.page.getByRole('button', { name: 'Demander à emprunter' })).toBeEnabled();

	await enter(page, page.getByRole('link', { name: 'Voir ma place' }));
	await page.context().setOffline(false);
	const place = page.getByRole('article', { name: 'Serre-joint de Gaud' });
	await expect(place).toContainText(/C’est à vous jusqu’à/, { timeout: 30_000 });
});
