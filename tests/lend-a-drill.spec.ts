import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { day, expect, test } from './support/neighbourhood.ts';

async function offerDrill(page: Page): Promise<string> {
	await page.goto('/proposer?kind=loan&title=Perceuse%20de%20Lou&new');
	const go = () => page.getByRole('button', { name: /^Continuer/ }).click();
	await go();
	await page.getByRole('radio').first().check();
	await go();
	for (const _ of ['photos', 'facts', 'where']) await go();
	await page.getByRole('button', { name: 'Mettre en ligne' }).click();
	return (await page.getByRole('link', { name: 'Voir l’annonce' }).getAttribute('href'))!;
}

/** Writes on one side; answers how long it took to be read on the other, in milliseconds. */
async function say(from: Page, to: Page, words: string): Promise<number> {
	await from.getByLabel('Votre message').fill(words);
	const begun = Date.now();
	await from.getByRole('button', { name: 'Envoyer' }).click();
	await to.getByRole('log').getByText(words).waitFor();
	return Date.now() - begun;
}

test('a drill goes from one neighbour to another and back', async ({ newcomer, page: bob }) => {
	const { page: lou } = await newcomer('Lou');
	const listing = await offerDrill(lou);
	await lou.goto('/echanges');
	await expect(lou.getByRole('heading', { name: 'Pas encore d’échange' })).toBeVisible();

	// Bob sees it, chooses his days, joins, and asks.
	await bob.goto(`${listing}?from=${day(1)}&until=${day(2)}`);
	const ask = bob.getByRole('button', { name: 'Demander à emprunter' });
	await bob.getByRole('link', { name: 'Demander', exact: true }).click();
	await ask.click();
	await bob.getByLabel('Nom affiché').fill('Bob');
	await bob.getByLabel('Adresse électronique').fill(`bob-${randomUUID()}@example.test`);
	await bob.getByLabel('Mot de passe', { exact: true }).fill('une courte phrase');
	await bob.getByRole('checkbox', { name: /15 ans/ }).check();
	await bob.getByRole('button', { name: 'Créer un compte' }).click();
	await bob.getByLabel('Commune').selectOption('Cesson-Sévigné');
	await bob.getByRole('button', { name: 'Continuer' }).click();
	await bob.getByRole('link', { name: 'Demander', exact: true }).click();
	await bob.getByLabel(/^Un mot pour Lou/).fill('C’est pour deux étagères. Mon numéro : 06 12 34 56 78');
	await ask.click();
	await expect(bob.getByRole('heading', { name: /^Lou répond avant/ })).toBeVisible();
	await expect(bob.getByRole('log')).toContainText('•••');

	// Lou sees it come, reads, and says yes.
	const waiting = lou.getByRole('link', { name: /Perceuse de Lou/ });
	await waiting.click();
	await expect(lou.getByRole('heading', { name: /^Répondez à Bob avant/ })).toBeVisible();
	await expect(lou.getByRole('log')).not.toContainText('06 12');
	await lou.getByRole('button', { name: 'Dire oui' }).dblclick();
	await expect(lou.getByRole('heading', { name: 'Bob vient demain' })).toBeVisible();
	await expect(lou.getByRole('log')).toContainText('06 12 34 56 78');
	await expect(bob.getByRole('heading', { name: 'Retrouvez Lou demain' })).toBeVisible();

	// They talk, and words are on the other side at once: half a second when nothing else is played, twice that beside
	// another journey. The quickest counts, a busy machine holds up the others.
	const took = [
		await say(bob, lou, 'Merci. Vers 18 h ?'),
		await say(bob, lou, 'Ou plus tard.'),
		await say(lou, bob, '18 h va bien.'),
		await say(lou, bob, 'Parfait, je suis là.')
	];
	console.log(`words were read after ${took.join(', ')} ms`);
	expect(Math.min(...took)).toBeLessThan(2_000);
	await lou.getByLabel('Votre message').scrollIntoViewIfNeeded();
	await expect(lou.getByText('lu', { exact: true })).toBeVisible();

	// Face to face: Lou reads the code out, Bob types it.
	const code = /(\d\s\d\s\d\s\d)/.exec((await lou.getByText('Dites ce code à Bob').textContent())!)![1]!;
	await bob.getByRole('button', { name: 'C’est entre mes mains' }).click();
	const dialog = bob.getByRole('dialog', { name: 'Le code donné par Lou' });
	const wrong = code.startsWith('0') ? '1111' : '0000';
	await dialog.getByLabel('Code à quatre chiffres').fill(wrong);
	await dialog.getByRole('button', { name: 'C’est entre mes mains' }).click();
	await expect(dialog.getByText('Ce n’est pas ce code')).toBeVisible();
	await dialog.getByLabel('Code à quatre chiffres').fill(code);
	await dialog.getByRole('button', { name: 'C’est entre mes mains' }).click();
	await expect(bob.getByRole('heading', { name: /^À rendre à Lou/ })).toBeVisible();
	await expect(lou.getByRole('heading', { name: /^Bob vous rend l’objet/ })).toBeVisible();

	// It comes back.
	await lou.getByRole('button', { name: 'C’est revenu' }).click();
	const back = lou.getByRole('dialog');
	await back.getByLabel(/Dans quel état/).fill('Comme neuve.');
	await back.getByRole('button', { name: 'Oui, c’est revenu' }).click();
	await expect(bob.getByRole('heading', { name: 'C’est rendu' })).toBeVisible();
	await expect(bob.getByText('Comme neuve.')).toBeVisible();
	await lou.getByRole('button', { name: 'Tout est en ordre' }).click();
	await expect(lou.getByRole('heading', { name: 'Échange terminé' })).toBeVisible();
	await expect(bob.getByRole('heading', { name: 'Échange terminé' })).toBeVisible();
});

test('words that cannot leave are kept, and leave by themselves', async ({ signedIn }) => {
	const ada = await signedIn('ada');
	await ada.goto('/echanges');
	await ada
		.getByRole('link', { name: /Escabeau 7 marches/ })
		.first()
		.click();
	await expect(ada.getByLabel('Votre message')).toBeVisible();
	const words = `À mercredi ${randomUUID().slice(0, 6)}`;
	await ada.getByLabel('Votre message').fill(words);
	await ada.reload();
	await expect(ada.getByLabel('Votre message')).toHaveValue(words);
	await ada.context().setOffline(true);
	await ada.getByRole('button', { name: 'Envoyer' }).click();
	await expect(ada.getByRole('log')).toContainText('Gardé sur cet appareil');
	await ada.context().setOffline(false);
	await expect(ada.getByText('Gardé sur cet appareil')).toHaveCount(0);
	await expect(ada.getByRole('log').getByText(words)).toHaveCount(1);
});

test('one writes about a gift, and may stop being reached', async ({ newcomer }) => {
	const { page: mia } = await newcomer('Mia');
	await mia.goto('/chercher?kind=gift');
	await mia.getByRole('link', { name: /Commode en pin/ }).click();
	await mia.getByRole('button', { name: /^Poser d’abord une question à/ }).click();
	await mia.getByLabel('Votre message').fill('Bonjour, écrivez-moi à mia@example.org');
	await mia.getByRole('button', { name: 'Envoyer' }).click();
	await expect(mia.getByRole('log')).toContainText('écrivez-moi à •••');
	await expect(mia.getByText(/masqués jusqu’à l’accord/)).toBeVisible();

	await mia.getByText('Autres choix').click();
	await mia.getByRole('button', { name: /^Bloquer/ }).click();
	await mia
		.getByRole('dialog')
		.getByRole('button', { name: /^Bloquer/ })
		.click();
	await expect(mia.getByRole('heading', { name: 'Vos échanges' })).toBeVisible();
	await expect(mia.getByText(/ne peut plus vous joindre/)).toBeVisible();
});
