import type { Page } from '@playwright/test';
import { borrow, lend } from './support/lending.ts';
import { demoPassword, expect, test } from './support/neighbourhood.ts';

async function signIn(page: Page, email: string): Promise<void> {
	await page.getByLabel('Adresse électronique').fill(email);
	await page.getByLabel('Mot de passe', { exact: true }).fill(demoPassword);
	await page.getByRole('button', { name: 'Se connecter' }).click();
}

test('who signs in or out in one tab does so in the others', async ({ newcomer }) => {
	const { page: one, email, name } = await newcomer('Tangi');
	const context = one.context();
	const [open, account] = [await context.newPage(), await context.newPage()];
	// What is said of an owner to residents alone.
	const profile = open.getByRole('main').getByRole('link', { name: /profil/ });
	await one.goto('/compte');
	await expect(one.getByRole('heading', { name })).toBeVisible();
	await open.goto('/annonces/00000000-0000-7000-8000-000000000001');
	await expect(profile).toBeVisible();
	await account.goto('/compte/profil');
	await expect(account.getByLabel('Nom affiché')).toHaveValue(name);

	await one.getByRole('button', { name: 'Se déconnecter' }).click();
	await expect(one).toHaveURL('/');
	await expect(account).toHaveURL(/\/connexion\?next=%2Fcompte%2Fprofil/);
	await expect(account.getByText(name)).toHaveCount(0);
	await expect(profile).toHaveCount(0);
	await one.goBack();
	await expect(one).toHaveURL(/\/connexion\?next=%2Fcompte/);

	await signIn(one, email);
	await expect(one).toHaveURL('/compte');
	await expect(account).toHaveURL('/compte/profil');
	await expect(account.getByLabel('Nom affiché')).toHaveValue(name);
	await expect(profile).toBeVisible();
});

test('a word typed as a visitor stays when one signs in elsewhere', async ({ newcomer, api }) => {
	const [owner, { page: one, email }] = [await newcomer('Uriel'), await newcomer('Vefa')];
	const listing = await lend(api, owner, 'Tronçonneuse d’Uriel');
	await one.goto('/compte');
	await one.getByRole('button', { name: 'Se déconnecter' }).click();
	await expect(one).toHaveURL('/');
	const other = await one.context().newPage();
	await other.goto(`/annonces/${listing}`);
	await other.getByRole('link', { name: 'Demander', exact: true }).click();
	await other.getByLabel(/^Un mot pour/).fill('Pour un vieux cerisier.');
	await one.goto('/connexion');
	await signIn(one, email);
	await expect(one).toHaveURL('/');
	await expect(other.getByRole('link', { name: /profil/ })).toBeVisible();
	await expect(other.getByLabel(/^Un mot pour/)).toHaveValue('Pour un vieux cerisier.');
});

test('a draft open in two tabs is one draft', async ({ newcomer }) => {
	const { page: one } = await newcomer('Winoc');
	await one.goto('/proposer?kind=gift&new');
	await one.getByRole('button', { name: 'Continuer' }).click();
	const title = (page: Page) => page.getByLabel('Titre de l’annonce');
	const description = (page: Page) => page.getByLabel(/^Quelques précisions/);
	await title(one).fill('Canapé');
	const other = await one.context().newPage();
	await other.goto('/proposer?step=title');
	await expect(title(other)).toHaveValue('Canapé');

	await description(other).fill('Il est très confortable.');
	await expect(description(one)).toHaveValue('Il est très confortable.');
	await title(one).fill('Canapé bleu');
	await expect(title(other)).toHaveValue('Canapé bleu');
	await expect(description(other)).toHaveValue('Il est très confortable.');
	await one.reload();
	await expect(title(one)).toHaveValue('Canapé bleu');
	await expect(description(one)).toHaveValue('Il est très confortable.');
});

test('changes to a listing open in two tabs are the same changes', async ({ newcomer, api }) => {
	const owner = await newcomer('Youna');
	const listing = await lend(api, owner, 'Remorque');
	const { page: one } = owner;
	const other = await one.context().newPage();
	const title = (page: Page) => page.getByLabel('Titre de l’annonce');
	for (const page of [one, other]) await page.goto(`/annonces/${listing}/modifier`);
	await expect(title(other)).toHaveValue('Remorque');
	await title(one).fill('Remorque à vélo');
	await expect(title(other)).toHaveValue('Remorque à vélo');
	await one.getByRole('button', { name: 'Enregistrer' }).click();
	await expect(one.getByRole('heading', { name: 'Remorque à vélo', level: 1 })).toBeVisible();
	await expect(other.getByText('Vos changements d’avant sont toujours là')).toHaveCount(0);
	await expect(title(other)).toHaveValue('Remorque à vélo');
});

test('words sent in one tab are read in the other', async ({ newcomer, api }) => {
	const [owner, borrower] = [await newcomer('Zig'), await newcomer('Alan')];
	const exchange = await borrow(api, borrower, await lend(api, owner, 'Diable de Zig'), [3, 4]);
	const { page: one } = borrower;
	const other = await one.context().newPage();
	for (const page of [one, other]) {
		await page.goto(`/echanges/${exchange}`);
		await expect(page.getByLabel('Votre message')).toBeVisible();
	}
	await other.getByLabel('Votre message').fill('Encore à moitié écrit');
	await one.getByLabel('Votre message').fill('Bonjour Zig');
	await one.getByRole('button', { name: 'Envoyer' }).click();
	for (const page of [one, other]) await expect(page.getByRole('log').getByText('Bonjour Zig')).toHaveCount(1);
	await expect(other.getByLabel('Votre message')).toHaveValue('Encore à moitié écrit');
});
