import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { installed } from './support/device.ts';
import { enter, reach } from './support/keyboard.ts';
import { accept, ask, borrow, lend } from './support/lending.ts';
import { expect, test, tokenOf } from './support/neighbourhood.ts';

test.use({ serviceWorkers: 'allow', reducedMotion: 'reduce', keyboardAlone: true });

/** Says, by keyboard alone, how it went. */
async function say(page: Page, question: string, words: string): Promise<void> {
	await enter(page, page.getByRole('button', { name: 'Dire comment ça s’est passé' }));
	const sheet = page.getByRole('dialog', { name: 'Comment ça s’est passé' });
	await reach(page, sheet.getByRole('group', { name: question }).getByRole('radio', { name: 'Oui' }));
	await page.keyboard.press('Space');
	await reach(page, sheet.getByLabel('En quelques mots'));
	await page.keyboard.type(words);
	await enter(page, sheet.getByRole('button', { name: 'Garder mon avis' }));
}

test('each says how it went without knowing what the other said, and both are then shown', async ({
	signedIn,
	api
}) => {
	const [gwenola, thomas] = [await tokenOf(api, 'gwenola'), await tokenOf(api, 'thomas')];
	const saw = await lend(api, gwenola, 'Scie sauteuse à guide');
	const id = await borrow(api, thomas, saw, [0, 1]);
	await accept(api, gwenola, id);
	for (const action of ['hand_over', 'take_back']) {
		await ask(api, gwenola, 'rpc/advance_reservation', { id, action, op_id: randomUUID() });
	}

	const his = await signedIn('thomas');
	await his.goto(`/echanges/${id}`);
	await say(his, 'C’était comme dans l’annonce', 'Une belle scie, merci.');
	await expect(his.getByText(/^Visible quand vous aurez écrit tous les deux, ou le /)).toBeVisible();
	await expect(his.locator('main')).toContainText('Une belle scie, merci.');

	// Gwenola writes without network, and knows nothing of his words until hers have arrived.
	const hers = await signedIn('gwenola');
	await hers.goto(`/echanges/${id}`);
	await installed(hers);
	await expect(hers.getByRole('button', { name: 'Dire comment ça s’est passé' })).toBeVisible();
	await hers.context().setOffline(true);
	await say(hers, 'C’est revenu en bon état', 'Rendue propre. Au 06 12 34 56 78.');
	await expect(hers.locator('main')).toContainText('Gardé sur cet appareil, part dès que possible');
	await expect(hers.locator('main')).not.toContainText('Une belle scie, merci.');
	await hers.context().setOffline(false);
	await expect(hers.getByText('Thomas a écrit')).toBeVisible({ timeout: 40_000 });
	await expect(hers.locator('main')).toContainText('Une belle scie, merci.');

	await enter(hers, hers.getByRole('button', { name: 'Répondre' }));
	await reach(hers, hers.getByLabel('Votre réponse'));
	await hers.keyboard.type('Avec plaisir.');
	await enter(hers, hers.getByRole('button', { name: 'Envoyer ma réponse' }));
	await expect(hers.locator('main')).toContainText('Avec plaisir.');

	await his.reload();
	await expect(his.locator('main')).toContainText('Rendue propre. Au •••.');
	await expect(his.locator('main')).toContainText('Avec plaisir.');
	await enter(his, his.getByRole('link', { name: 'Voir son profil' }));
	await expect(his.locator('main')).toContainText('Une belle scie, merci.');
	await expect(his.locator('main')).toContainText('Thomas, ');
});
