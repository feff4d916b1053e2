import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { installed } from './support/device.ts';
import { choose, enter, reach } from './support/keyboard.ts';
import { accept, ask, lend } from './support/lending.ts';
import { day, expect, test, type Newcomer } from './support/neighbourhood.ts';

test.use({ serviceWorkers: 'allow', keyboardAlone: true });

type Api = { url: string; key: string };

/** Chairs and a table of one neighbour; their ids. */
async function furnish(api: Api, owner: Newcomer): Promise<{ chairs: string; table: string }> {
	const [chairs, table] = [await lend(api, owner, 'Chaise pliante'), await lend(api, owner, 'Table pliante')];
	await ask(api, owner, 'rpc/save_listing', { id: chairs, changes: { units: 4 }, op_id: randomUUID() });
	return { chairs, table };
}

const more = (page: Page) => page.getByRole('group', { name: 'Combien' }).getByRole('button').last();
const send = (page: Page) => page.getByRole('button', { name: 'Demander à emprunter' });

test('chairs and a table are asked for together, agreed to at once, and come back one by one', async ({
	newcomer,
	api
}) => {
	const [owner, { page }] = [await newcomer('Gaud'), await newcomer('Hoel')];
	const { chairs } = await furnish(api, owner);
	await page.goto(`/annonces/${chairs}?from=${day(3)}&until=${day(4)}`);
	await enter(page, page.getByRole('link', { name: 'Demander', exact: true }));
	await enter(page, page.getByRole('button', { name: 'Ajouter autre chose de Gaud' }));
	await reach(page, page.getByRole('checkbox', { name: 'Table pliante' }));
	await page.keyboard.press('Space');
	await expect(page.getByText('Il y en a 4 de libres ces jours-là.')).toBeVisible();
	await reach(page, more(page), 'Shift+Tab');
	await page.keyboard.press('Enter');
	await enter(page, send(page));
	await expect(page.getByRole('heading', { name: /Demandé ensemble\s: 3 choses/ })).toBeVisible();

	await owner.page.goto('/echanges');
	await enter(owner.page, owner.page.getByRole('link', { name: /Chaise pliante \(avec 2 autres\)/ }).first());
	await enter(owner.page, owner.page.getByRole('button', { name: 'Dire oui aux 3' }));
	await expect(owner.page.getByRole('button', { name: 'Les 3 sont partis' })).toBeVisible();
	await expect(page.getByRole('log').getByText(/^Gaud a accepté/)).toHaveCount(1);
	await enter(owner.page, owner.page.getByRole('button', { name: 'Les 3 sont partis' }));
	await expect(owner.page.getByRole('button', { name: 'Les 3 sont revenus' })).toBeVisible();

	const lines = owner.page.getByRole('region', { name: /Demandé ensemble/ });
	await enter(owner.page, lines.getByRole('link', { name: /Table pliante/ }));
	await expect(owner.page.getByRole('heading', { name: 'Table pliante', level: 1 })).toBeVisible();
	await expect(owner.page.getByRole('log')).toContainText('Hoel');
	await enter(owner.page, owner.page.getByRole('button', { name: 'C’est revenu' }));
	await enter(owner.page, owner.page.getByRole('dialog').getByRole('button', { name: 'Oui, c’est revenu' }));
	await expect(owner.page.getByRole('button', { name: 'Les 2 sont revenus' })).toBeVisible();
});

test('several things asked for without network arrive together; one is kept longer, the other comes back sooner', async ({
	newcomer,
	api
}) => {
	const [owner, { page, token }] = [await newcomer('Iwan'), await newcomer('Janed')];
	const { chairs } = await furnish(api, owner);
	await page.goto('/');
	await installed(page);
	await page.goto(`/annonces/${chairs}?from=${day(3)}&until=${day(5)}`);
	await enter(page, page.getByRole('link', { name: 'Demander', exact: true }));
	await expect(send(page)).toBeEnabled();
	await enter(page, more(page));
	await page.context().setOffline(true);
	await enter(page, send(page));
	await expect(page.getByText(/Demander «\sChaise pliante\s» et le reste, 2 choses/)).toBeVisible();
	await page.context().setOffline(false);
	const asked = async () => {
		const headers = { apikey: api.key, authorization: `Bearer ${token}` };
		return (await fetch(`${api.url}/rest/v1/reservations?select=id,state`, { headers })).json() as Promise<
			{ id: string; state: string }[]
		>;
	};
	await expect.poll(async () => (await asked()).length, { timeout: 30_000 }).toBe(2);

	const [first, second] = await asked();
	for (const { id } of [first!, second!]) await accept(api, owner, id);
	const change = page.getByRole('button', { name: 'Changer la date de retour' });
	const dialog = page.getByRole('dialog', { name: 'Jusqu’à quand' });

	// Longer: asked without network, kept, and agreed to without network by the owner.
	await page.goto(`/echanges/${first!.id}`);
	await expect(change).toBeVisible();
	await page.context().setOffline(true);
	await enter(page, change);
	await choose(page, dialog.getByRole('group', { name: 'Garder plus longtemps' }).getByRole('radio').nth(1));
	await enter(page, dialog.getByRole('button', { name: 'Demander à Iwan' }));
	await expect(page.locator('main').getByText('Gardé sur cet appareil').first()).toBeVisible();
	await page.context().setOffline(false);
	await expect(page.getByRole('log')).toContainText('Vous avez demandé à garder plus longtemps.', { timeout: 40_000 });
	await owner.page.goto(`/echanges/${first!.id}`);
	const agree = owner.page.getByRole('button', { name: /^Dire oui jusqu’à/ });
	await expect(agree).toBeVisible();
	await installed(owner.page);
	await owner.page.context().setOffline(true);
	await enter(owner.page, agree);
	await expect(owner.page.locator('main').getByText('Gardé sur cet appareil').first()).toBeVisible();
	await owner.page.context().setOffline(false);
	await expect(page.getByRole('log')).toContainText('Iwan a dit oui pour plus longtemps.', { timeout: 40_000 });

	// Sooner: the other is told.
	await page.goto(`/echanges/${second!.id}`);
	await enter(page, change);
	await choose(page, dialog.getByRole('group', { name: 'Rendre plus tôt' }).getByRole('radio').first());
	await enter(page, dialog.getByRole('button', { name: 'Prévenir Iwan' }));
	await expect(page.getByRole('log')).toContainText('Vous rendez plus tôt que prévu.');
});
