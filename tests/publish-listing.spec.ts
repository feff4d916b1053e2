import sharp from 'sharp';
import { isCleanWebp } from '#lib/listings/domain/webp.ts';
import { expect, test } from './support/neighbourhood.ts';

/** A photograph as a phone writes it: large, with its maker in its hidden data. */
function photograph(): Promise<Buffer> {
	const picture = sharp({ create: { width: 2400, height: 1800, channels: 3, background: '#c8a060' } });
	return picture
		.withExif({ IFD0: { Make: 'SECRETPHONE' } })
		.jpeg()
		.toBuffer();
}

test('a neighbour offers a stepladder, one thing per screen', async ({ newcomer, page: visitor }) => {
	const { page } = await newcomer('Gwen');
	const go = () => page.getByRole('button', { name: /^Continuer/ }).click();

	await page.goto('/proposer');
	await page.getByRole('radio', { name: 'Je prête un objet' }).check();
	await go();
	await page.getByLabel('Titre de l’annonce').fill('Escabeau de Gwen');
	await go();
	await expect(page.getByLabel('Toutes les catégories')).toBeFocused();
	await page.getByRole('radio', { name: 'Échelles et escabeaux' }).check();
	await go();

	const file = { name: 'escabeau.jpg', mimeType: 'image/jpeg', buffer: await photograph() };
	const notice = { name: 'notice.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') };
	await page.getByLabel('Choisir ou prendre une photo').setInputFiles([file, notice]);
	await expect(page.getByRole('alert')).toContainText('notice.pdf n’a pas pu être ajoutée');
	await expect(page.getByRole('img', { name: 'Photo 1 sur 1' })).toBeVisible();

	await page.reload();
	await expect(page.getByRole('img', { name: 'Photo 1 sur 1' })).toBeVisible();
	await go();
	await page.getByRole('radio', { name: 'Bon', exact: true }).check();
	await go();
	await go();
	await expect(page.getByRole('heading', { name: 'Escabeau de Gwen' })).toBeVisible();
	await page.getByRole('button', { name: 'Mettre en ligne' }).click();
	await expect(page.getByRole('heading', { name: 'Votre annonce est en ligne' })).toBeVisible();

	const address = await page.getByRole('link', { name: 'Voir l’annonce' }).getAttribute('href');
	await visitor.goto(address!);
	await expect(visitor.getByRole('heading', { name: 'Escabeau de Gwen', level: 1 })).toBeVisible();
	const shown = visitor.getByRole('img', { name: /Escabeau de Gwen/ }).first();
	const stored = await visitor.request.get((await shown.getAttribute('src'))!);
	expect(isCleanWebp(await stored.body())).toBe(true);
	expect((await stored.body()).includes('SECRETPHONE')).toBe(false);
});

test('photographs are put in order and put back with the keyboard alone', async ({ newcomer }) => {
	const { page } = await newcomer('Hana');
	await page.goto('/proposer?kind=gift&new');
	await page.getByRole('button', { name: 'Continuer' }).press('Enter');
	await page.goto('/proposer?step=photos');
	const files = ['a.jpg', 'b.jpg'].map(async (name) => ({ name, mimeType: 'image/jpeg', buffer: await photograph() }));
	await page.getByLabel('Choisir ou prendre une photo').setInputFiles(await Promise.all(files));
	await expect(page.getByRole('img', { name: 'Photo 2 sur 2' })).toBeVisible();
	await page.getByRole('button', { name: 'Reculer la photo 1' }).press('Enter');
	await expect(page.getByText('Photo placée en position 2 sur 2.')).toBeAttached();
	await expect(page.getByRole('button', { name: 'Reculer la photo 2' })).toBeFocused();
	await page.getByRole('button', { name: 'Retirer la photo 2' }).press('Enter');
	await expect(page.getByRole('img', { name: 'Photo 1 sur 1' })).toBeVisible();
	await page.getByRole('button', { name: 'Rétablir' }).press('Enter');
	await expect(page.getByRole('img', { name: 'Photo 2 sur 2' })).toBeVisible();
});

test('a listing is changed, paused, put back and closed', async ({ newcomer }) => {
	const { page } = await newcomer('Jon');
	await page.goto('/proposer?kind=gift&title=Lampe%20de%20bureau&new');
	const go = () => page.getByRole('button', { name: /^Continuer/ }).click();
	await go();
	await page.getByRole('radio').first().check();
	await go();
	for (const _ of ['photos', 'facts', 'where']) await go();
	await page.getByRole('button', { name: 'Mettre en ligne' }).click();
	await page.getByRole('link', { name: 'Mes annonces' }).click();

	await page.getByRole('link', { name: 'Modifier Lampe de bureau' }).click();
	await page.getByLabel('Titre de l’annonce').fill('Lampe de bureau verte');
	await page.reload();
	await expect(page.getByText('Vos changements d’avant sont toujours là')).toBeVisible();
	await page.getByRole('button', { name: 'Enregistrer' }).click();
	await expect(page.getByRole('heading', { name: 'Lampe de bureau verte', level: 1 })).toBeVisible();

	await page.goto('/compte/mes-annonces');
	await page.getByRole('button', { name: 'Mettre en pause Lampe de bureau verte' }).click();
	await expect(page.getByText('En pause', { exact: true })).toBeVisible();
	await page.getByRole('button', { name: 'Remettre en ligne Lampe de bureau verte' }).click();
	await expect(page.getByText(/^En ligne jusqu’au/)).toBeVisible();
	await page.getByRole('button', { name: 'Clore Lampe de bureau verte' }).click();
	await page.getByRole('radio', { name: 'Réglé autrement' }).check();
	await page.getByRole('dialog').getByRole('button', { name: 'Clore' }).click();
	await expect(page.getByRole('heading', { name: 'Closes' })).toBeVisible();
});
