import { randomUUID } from 'node:crypto';
import { kept } from './support/device.ts';
import { borrow, lend } from './support/lending.ts';
import { expect, test } from './support/neighbourhood.ts';

test('somebody joins, says where they live, and comes back to what they wanted', async ({ page }) => {
	await page.goto('/compte/mes-annonces');
	await expect(page).toHaveURL(/\/connexion\?next=%2Fcompte%2Fmes-annonces/);
	await page.getByRole('link', { name: 'Créer un compte' }).click();
	await page.getByRole('button', { name: 'Créer un compte' }).click();
	await expect(page.getByLabel('Nom affiché')).toBeFocused();
	await page.getByLabel('Nom affiché').fill('Katell');
	await page.getByLabel('Adresse électronique').fill(`katell-${randomUUID()}@example.test`);
	await page.getByLabel('Mot de passe', { exact: true }).fill('une courte phrase');
	await page.getByRole('checkbox', { name: /15 ans/ }).check();
	await page.getByRole('button', { name: 'Créer un compte' }).click();

	await expect(page.getByRole('heading', { name: 'Bienvenue, Katell' })).toBeVisible();
	await page.getByLabel('Commune').selectOption('Cesson-Sévigné');
	await page.getByRole('button', { name: 'Continuer' }).click();
	await expect(page.getByRole('heading', { name: 'Mes annonces' })).toBeVisible();
});

test('a wrong password is said kindly, and never leads elsewhere', async ({ page }) => {
	await page.goto('/connexion?next=https%3A%2F%2Fevil.example%2F');
	await page.getByLabel('Adresse électronique').fill('ada@demo.test');
	await page.getByLabel('Mot de passe', { exact: true }).fill('pas le bon');
	await page.getByRole('button', { name: 'Se connecter' }).click();
	await expect(page.getByRole('alert')).toContainText('ne vont pas ensemble');
	await page.getByLabel('Mot de passe', { exact: true }).fill('passerelle-demo');
	await page.getByRole('button', { name: 'Se connecter' }).click();
	await expect(page).toHaveURL('/');
});

test('an unknown address and a known one are answered alike', async ({ page }) => {
	for (const [path, button] of [
		['/connexion', 'Recevoir plutôt un code par e-mail'],
		['/mot-de-passe-oublie', 'Recevoir un code']
	]) {
		for (const email of ['cy@demo.test', 'personne@example.test']) {
			await page.goto(path!);
			await page.getByLabel('Adresse électronique').fill(email);
			await page.getByRole('button', { name: button! }).click();
			await expect(page.getByText(`Si un compte utilise ${email}, un code vient d’y être envoyé.`)).toBeVisible();
		}
	}
});

test('an address is looked up, placed and kept', async ({ newcomer }) => {
	const { page } = await newcomer('Loeiza');
	const place = { label: '2 Place Pasteur 35000 Rennes', communeCode: '35238', lat: 48.1106, lon: -1.6745 };
	await page.route('**/geocode', (route) => route.fulfill({ json: { kind: 'found', places: [place] } }));
	await page.goto('/compte/coordonnees');
	await page.getByLabel('Adresse (facultatif)').fill('2 place pasteur');
	await page.getByRole('button', { name: 'Chercher cette adresse' }).click();
	await page.getByRole('button', { name: place.label }).click();
	await expect(page.getByText('Située sur la carte.')).toBeVisible();
	await page.getByLabel('Téléphone (facultatif)').fill('06 12 34 56 78');
	await page.getByRole('button', { name: 'Enregistrer' }).click();
	await expect(page.getByText('Enregistré.')).toBeVisible();
	await page.reload();
	await expect(page.getByLabel('Adresse (facultatif)')).toHaveValue(place.label);
	await expect(page.getByText('Située sur la carte.')).toBeVisible();
});

test('handover times are added, checked and kept, and so is how one lends', async ({ newcomer, api }) => {
	const mael = await newcomer('Maël');
	const { page } = mael;
	await page.goto('/compte/creneaux');
	await page.getByRole('button', { name: 'Ajouter un créneau' }).click();
	await expect(page.getByLabel('Jour', { exact: true })).toBeFocused();
	await page.getByLabel('À', { exact: true }).fill('16:00');
	await page.getByRole('button', { name: 'Enregistrer mes créneaux' }).click();
	await expect(page.getByText('La fin vient après le début.')).toBeVisible();
	await page.getByLabel('À', { exact: true }).fill('20:15');
	await page.getByRole('button', { name: 'Enregistrer mes créneaux' }).click();
	await expect(page.getByText('Créneaux enregistrés.')).toBeVisible();
	await page.reload();
	await expect(page.getByLabel('À', { exact: true })).toHaveValue('20:15');

	// One thing at a time for each neighbour: said at once, and the database holds to it.
	const one = page.getByRole('checkbox', { name: 'Une seule chose à la fois par personne' });
	await expect(one).not.toBeChecked();
	await one.check();
	await expect(page.getByText('C’est noté.')).toBeVisible();
	await page.reload();
	await expect(one).toBeChecked();
	const asker = await newcomer('Nolwenn');
	const [saw, drill] = [await lend(api, mael, 'Scie de Maël'), await lend(api, mael, 'Perceuse de Maël')];
	await borrow(api, asker, saw, [3, 4]);
	await expect(borrow(api, asker, drill, [8, 9])).rejects.toThrow('quota_reached');
});

test('signing out leaves nothing behind, in any tab', async ({ newcomer }) => {
	const { page, name, id } = await newcomer('Canarigwenn');
	await page.goto('/proposer?kind=gift&title=Canari%20jaune&new');
	await page.getByRole('button', { name: 'Continuer' }).click();
	const other = await page.context().newPage();
	await other.goto('/compte/profil');
	await expect(other.getByLabel('Nom affiché')).toHaveValue(name);
	await page.goto('/compte');
	await page.getByRole('button', { name: 'Se déconnecter' }).click();
	await expect(page.getByRole('dialog')).toContainText('efface votre brouillon');
	await page.getByRole('dialog').getByRole('button', { name: 'Se déconnecter' }).click();
	await expect(page).toHaveURL('/');
	await expect(other).toHaveURL(/\/connexion/);
	for (const canary of [name, id, 'Canari jaune']) expect(await kept(page)).not.toContain(canary);
});

test('everything held about a person fits in one file, and leaves with them', async ({ newcomer }) => {
	const { page, email } = await newcomer('Nolwenn');
	await page.goto('/compte/vos-donnees');
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Télécharger mes données' }).click();
	expect((await download).suggestedFilename()).toBe('passerelle-mes-donnees.json');

	await page.getByRole('button', { name: 'Supprimer mon compte' }).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByRole('button', { name: 'Supprimer mon compte' }).click();
	await expect(sheet.getByText('Écrivez exactement')).toBeVisible();
	await sheet.getByLabel(/Pour confirmer/).fill('supprimer');
	await sheet.getByRole('button', { name: 'Supprimer mon compte' }).click();
	await expect(page).toHaveURL('/');

	await page.goto('/connexion');
	await page.getByLabel('Adresse électronique').fill(email);
	await page.getByLabel('Mot de passe', { exact: true }).fill('passerelle-demo');
	await page.getByRole('button', { name: 'Se connecter' }).click();
	await expect(page.getByRole('alert')).toContainText('ne vont pas ensemble');
});

test('an account stays open while something is lent, and says what', async ({ signedIn }) => {
	const ada = await signedIn('ada');
	await ada.goto('/compte/vos-donnees');
	await ada.getByRole('button', { name: 'Supprimer mon compte' }).click();
	const sheet = ada.getByRole('dialog');
	await sheet.getByLabel(/Pour confirmer/).fill('supprimer');
	await sheet.getByRole('button', { name: 'Supprimer mon compte' }).click();
	await expect(sheet.getByRole('alert')).toContainText('Tout n’est pas encore rendu');
	await expect(sheet.getByRole('alert').getByRole('listitem').first()).toBeVisible();
});
