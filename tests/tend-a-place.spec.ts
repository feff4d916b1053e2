import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { ask } from './support/lending.ts';
import { expect, test, type Newcomer } from './support/neighbourhood.ts';

type Api = { url: string; key: string };

/** A free shelf that `who` added, which nobody keeps. */
async function shelfOf(api: Api, who: Newcomer, name: string): Promise<{ id: string; slug: string }> {
	const id = randomUUID();
	const changes = { name, kind: 'donnerie', lat: 48.11, lon: -1.68, commune_code: '35238', opening_hours: '24/7' };
	const { slug } = await ask<{ slug: string }>(api, who, 'rpc/save_place', { id, changes, op_id: randomUUID() });
	return { id, slug };
}

test('a correction waits where whoever decides looks, is accepted, and taken back', async ({
	newcomer,
	signedIn,
	api
}) => {
	const ines = await newcomer('Ines');
	const name = `Étagère ${randomUUID().slice(0, 6)}`;
	const { id, slug } = await shelfOf(api, ines, name);
	const leo = await newcomer('Léo');
	const changes = { opening_hours: 'Sa 10:00-12:00', accepts: ['livres'], wheelchair: 'yes' };
	await ask(api, leo, 'rpc/save_place', { id, changes, op_id: randomUUID() });

	// Who proposed it, and who only added the place, have nothing to say yes to.
	for (const { page } of [ines, leo]) {
		await page.goto('/compte/lieux');
		await expect(page.getByRole('heading', { name: 'Aucune correction n’attend' })).toBeVisible();
	}

	const page = await signedIn('mod');
	await page.goto('/compte');
	await expect(page.getByText(/attend(ent)? votre avis/)).toBeVisible();
	await page.getByRole('link', { name: 'Mes lieux' }).click();
	const card = page.getByRole('article', { name });
	await expect(card).toContainText('Proposé par Léo');
	const hours = card.locator('dl > div').filter({ hasText: 'Horaires' });
	await expect(hours).toContainText('Maintenant 24/7');
	await expect(hours).toContainText('Proposé Sa 10:00-12:00');
	await expect(card.locator('dl > div').filter({ hasText: 'Ce qu’on y prend' })).toContainText('rien n’est dit');
	await card.getByRole('button', { name: 'Accepter' }).click();
	await expect(page.getByText('La fiche est corrigée.')).toBeVisible();
	await expect(card).toHaveCount(0);
	await page.goto(`/lieux/${slug}`);
	await expect(page.getByText('Accessible en fauteuil roulant')).toBeVisible();

	await page.goto('/compte/lieux');
	await page.getByRole('button', { name: `Revenir dessus\u00a0: ${name}` }).click();
	await expect(card).toBeVisible();
	await expect(hours).toContainText('Maintenant 24/7');
	await card.getByRole('button', { name: 'Laisser de côté' }).click();
	await expect(page.getByText('La correction est laissée de côté.')).toBeVisible();
	await page.getByRole('button', { name: `Revenir dessus\u00a0: ${name}` }).click();
	await expect(card).toBeVisible();

	// Accepted, then corrected by somebody else: that stays.
	await card.getByRole('button', { name: 'Accepter' }).click();
	await expect(card).toHaveCount(0);
	await page.goto(`/lieux/${slug}/corriger`);
	await page.getByRole('textbox', { name: /^Horaires/ }).fill('Su 10:00-12:00');
	await page.getByRole('button', { name: 'Envoyer' }).click();
	await expect(page.getByText('La fiche est à jour.')).toBeVisible();
	await page.goto('/compte/lieux');
	await page.getByRole('button', { name: `Revenir dessus\u00a0: ${name}` }).click();
	await expect(page.getByText('Cela a changé entre-temps.')).toBeVisible();
});

test('what was seen is read by residents, and taken away and put back by whoever decides', async ({
	newcomer,
	signedIn,
	api,
	page: visitor
}) => {
	const leo = await newcomer('Léo');
	const { id, slug } = await shelfOf(api, leo, 'Étagère de Léo');
	const path = `/lieux/${slug}`;
	const report = { id: randomUUID(), place_id: id, state: 'fine', note: 'Tout est propre', seen_seconds_ago: 518_400 };
	await ask(api, leo, 'rpc/report_place_state', report);
	await leo.page.goto(path, { waitUntil: 'networkidle' });
	const picture = sharp({ create: { width: 900, height: 600, channels: 3, background: '#8a5' } });
	const buffer = await picture.jpeg().toBuffer();
	await leo.page.locator('input[type=file]').setInputFiles({ name: 'plein.jpg', mimeType: 'image/jpeg', buffer });
	await expect(leo.page.getByRole('button', { name: 'Enlever la photo' })).toBeVisible();
	await leo.page.getByRole('radio', { name: 'Plein' }).check();
	await leo.page.getByRole('button', { name: 'Envoyer' }).click();

	const pastOn = (page: typeof visitor) => page.getByRole('region', { name: 'Ce qui a été vu' }).getByRole('listitem');
	const past = pastOn(leo.page);
	await expect(past).toHaveCount(2);
	await expect(past.nth(0)).toContainText('Plein');
	await expect(past.nth(0)).toContainText('par Léo');
	await expect(past.nth(1)).toContainText('Tout est propre');
	await expect(past.nth(1)).toContainText('trop ancien pour s’y fier');
	await past
		.nth(0)
		.getByRole('button', { name: /^Voir la photo/ })
		.click();
	await expect(past.nth(0).getByRole('img', { name: /^Photo prise/ })).toBeVisible();
	await expect(leo.page.getByRole('button', { name: /^Enlever\s: / })).toHaveCount(0);

	// The server shows visitors a page of a moment ago, while it draws the next.
	await expect(async () => {
		await visitor.goto(path);
		await expect(pastOn(visitor)).toHaveCount(2, { timeout: 2000 });
	}).toPass();
	await expect(visitor.getByText('Les mots et les photos sont montrés aux personnes inscrites.')).toBeVisible();
	await expect(visitor.getByText('Tout est propre')).toHaveCount(0);
	await expect(visitor.getByRole('button', { name: /^Voir la photo/ })).toHaveCount(0);

	const page = await signedIn('mod');
	await page.goto(path);
	await page.getByRole('button', { name: /^Enlever\s: Plein/ }).click();
	await expect(pastOn(page)).toHaveCount(1);
	await expect(page.getByRole('region', { name: 'État du lieu' })).not.toContainText('Plein');
	await page.getByRole('button', { name: 'Remettre' }).click();
	await expect(pastOn(page)).toHaveCount(2);
	await expect(page.getByRole('region', { name: 'État du lieu' })).toContainText('Plein');
	await page.reload();
	await expect(pastOn(page)).toHaveCount(2);
});
