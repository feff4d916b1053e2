import { randomUUID } from 'node:crypto';
import { ask, lend } from './support/lending.ts';
import { expect, test } from './support/neighbourhood.ts';

test('what is wrong is said without leaving the conversation, and without a network too', async ({ newcomer, api }) => {
	const [owner, { page, ...writer }] = [await newcomer('Briac'), await newcomer('Ciara')];
	const [id, listing_id] = [randomUUID(), await lend(api, owner, 'Échelle de Briac')];
	await ask(api, writer, 'rpc/open_conversation', { id, listing_id });
	await page.goto(`/conversations/${id}`);
	await page.getByText('Autres choix').click();
	await page.getByRole('button', { name: 'Signaler un problème' }).click();
	const sheet = page.getByRole('dialog', { name: 'Signaler un problème' });
	await sheet.getByRole('button', { name: 'Envoyer le signalement' }).click();
	await expect(sheet.getByText('Dites en quelques mots')).toBeVisible();
	await sheet.getByLabel('Ce qui s’est passé').fill('Les barreaux sont cassés.');
	await sheet.getByRole('button', { name: 'Envoyer le signalement' }).click();
	await expect(page.getByText('Votre signalement est arrivé.')).toBeVisible();
	await expect(sheet).toBeHidden();

	await page.context().setOffline(true);
	await page.getByRole('button', { name: 'Signaler un problème' }).click();
	await sheet.getByLabel('On me harcèle ou on me menace').check();
	await sheet.getByRole('button', { name: 'Envoyer le signalement' }).click();
	await expect(page.getByText('Gardé sur cet appareil.')).toBeVisible();
});

test('an address made for a conversation that was there already leads to it', async ({ newcomer, api }) => {
	const [owner, { page, ...writer }] = [await newcomer('Deniel'), await newcomer('Enora')];
	const [id, other, listing_id] = [randomUUID(), randomUUID(), await lend(api, owner, 'Scie de Deniel')];
	for (const made of [id, other]) await ask(api, writer, 'rpc/open_conversation', { id: made, listing_id });
	await ask(api, writer, 'messages', { id: randomUUID(), conversation_id: other, body: 'Bonjour Deniel' });
	await page.goto(`/conversations/${other}`);
	await expect(page).toHaveURL(`/conversations/${id}`);
	await expect(page.getByRole('log').getByText('Bonjour Deniel')).toBeVisible();
});
