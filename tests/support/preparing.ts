import sharp from 'sharp';
import { expect, type Page } from '@playwright/test';
import { day } from './neighbourhood.ts';

/** Chooses days on a listing's page, up to the last button. */
export async function prepareRequest(
	page: Page,
	listing: string,
	from: number,
	until: number,
	origin = ''
): Promise<void> {
	await page.goto(`${origin}/annonces/${listing}?from=${day(from)}&until=${day(until)}`);
	await page.getByRole('link', { name: 'Demander', exact: true }).click();
	await expect(page.getByRole('button', { name: 'Demander à emprunter' })).toBeEnabled();
}

/** Writes a listing with three photographs, up to the last button. */
export async function prepareListing(page: Page, title: string, origin = ''): Promise<void> {
	const go = () => page.getByRole('button', { name: /^Continuer/ }).click();
	await page.goto(`${origin}/proposer?new`);
	await page.getByRole('radio', { name: 'Je prête un objet' }).check();
	await go();
	await page.getByLabel('Titre de l’annonce').fill(title);
	await go();
	await page.getByRole('radio', { name: 'Échelles et escabeaux' }).check();
	await go();
	const files = ['#c8a060', '#60a0c8', '#a0c860'].map(async (background, at) => ({
		name: `${at}.jpg`,
		mimeType: 'image/jpeg',
		buffer: await sharp({ create: { width: 800, height: 600, channels: 3, background } })
			.jpeg()
			.toBuffer()
	}));
	await page.getByLabel('Choisir ou prendre une photo').setInputFiles(await Promise.all(files));
	await expect(page.getByRole('img', { name: 'Photo 3 sur 3' })).toBeVisible();
	await go();
	await page.getByRole('radio', { name: 'Bon', exact: true }).check();
	await go();
	await go();
	await expect(page.getByRole('button', { name: 'Mettre en ligne' })).toBeVisible();
}
