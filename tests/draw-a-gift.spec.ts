import { randomUUID } from 'node:crypto';
import { installed } from './support/device.ts';
import { ask } from './support/lending.ts';
import { expect, test, type Newcomer } from './support/neighbourhood.ts';
import { enter, reach } from './support/keyboard.ts';
import { readPublished, winnersOf } from './verify-draw.ts';

test.use({ serviceWorkers: 'allow', keyboardAlone: true });

type Api = { url: string; key: string };

/** A thing that `owner` gives by a draw; answers its id. */
async function give(api: Api, owner: Newcomer, title: string): Promise<string> {
	const id = randomUUID();
	const row = { id, kind: 'gift', title, category_slug: 'meubles', commune_code: '35238', choice_rule: 'draw' };
	await ask(api, owner, 'listings', row);
	await ask(api, owner, 'rpc/advance_listing', { listing_id: id, action: 'publish', op_id: randomUUID() });
	return id;
}

test('a gift goes by a draw that anybody can check, asked for and made without network', async ({
	newcomer,
	api,
	page: anybody
}) => {
	const maud = await newcomer('Maud');
	const noe = await newcomer('Noé');
	const listing = await give(api, maud, 'Buffet de Maud');

	// Noé reads it, loses the network, and asks all the same: by keyboard.
	const { page } = noe;
	await page.goto('/');
	await installed(page);
	await page.goto(`/annonces/${listing}`);
	await expect(page.getByText(/^Tirage .* au plus tard$/)).toBeVisible();
	await page.waitForLoadState('networkidle');
	await page.context().setOffline(true);
	await reach(page, page.getByLabel(/^Un mot pour Maud/));
	await page.keyboard.type('Pour ranger la vaisselle');
	await enter(page, page.getByRole('button', { name: 'Demander', exact: true }));
	await expect(page.getByRole('heading', { name: 'Buffet de Maud' })).toBeVisible();
	await expect(page.locator('main').getByText(/part dès que possible/)).toBeVisible();
	await page.context().setOffline(false);
	await expect(page.getByRole('heading', { name: 'Vous participez au tirage' })).toBeVisible({ timeout: 30_000 });

	// Maud sees who asks, and draws without network: what is drawn is settled when it arrives.
	await maud.page.goto(`/annonces/${listing}`);
	await installed(maud.page);
	await expect(maud.page.getByText('Pour ranger la vaisselle')).toBeVisible();
	await enter(maud.page, maud.page.getByRole('button', { name: 'Tirer au sort maintenant' }));
	const sheet = maud.page.getByRole('dialog');
	await expect(sheet).toContainText('Une personne a demandé.');
	await maud.page.context().setOffline(true);
	await enter(maud.page, sheet.getByRole('button', { name: 'Tirer au sort maintenant' }));
	await expect(maud.page.getByRole('region', { name: 'Qui le demande' })).toContainText('Gardé sur cet appareil');
	await maud.page.context().setOffline(false);
	await expect(maud.page.getByRole('link', { name: 'Suivre la remise avec Noé' })).toBeVisible({ timeout: 40_000 });
	await enter(maud.page, maud.page.getByRole('link', { name: 'Suivre la remise avec Noé' }));
	await expect(maud.page.getByRole('heading', { name: /^C’est pour Noé/ })).toBeVisible();

	// Anybody finds the same winner.
	await anybody.goto(`/tirages/${listing}`);
	await enter(anybody, anybody.getByRole('button', { name: 'Refaire le calcul ici' }));
	await expect(anybody.getByText(/^C’est juste/)).toBeVisible();
	const draw = await readPublished(api.url, api.key, listing);
	expect(winnersOf(draw)).toEqual(draw.tickets);

	// Noé says when; Maud agrees; both say that it changed hands.
	await expect(page.getByRole('heading', { name: /^C’est pour vous/ })).toBeVisible({ timeout: 30_000 });
	await enter(page, page.getByRole('button', { name: 'Proposer un moment' }));
	await enter(page, page.getByRole('dialog').getByRole('button', { name: 'Proposer ce moment' }));
	await expect(page.getByRole('heading', { name: /^Vous avez proposé demain/ })).toBeVisible();
	await enter(maud.page, maud.page.getByRole('button', { name: /^D’accord pour demain/ }));
	await expect(maud.page.getByRole('heading', { name: /^Noé passe demain/ })).toBeVisible();
	await enter(maud.page, maud.page.getByRole('button', { name: 'C’est remis' }));
	await enter(page, page.getByRole('button', { name: 'Je l’ai reçu' }));
	await expect(page.getByRole('heading', { name: 'C’est à vous. Bon usage' })).toBeVisible();
	// What is said of it comes with time: both are new here.
	await expect(page.getByRole('region', { name: 'Comment ça s’est passé ?' })).toContainText(
		'Pour écrire sur un échange'
	);
	await page.goto('/echanges');
	await expect(page.locator('main').getByRole('link', { name: /Buffet de Maud/ })).toContainText('Reçu');
});
