import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { borrow, lend } from './support/lending.ts';
import { enter, expectFocusIn, expectSheet, reach, walk } from './support/keyboard.ts';
import { demoPassword, expect, test } from './support/neighbourhood.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

// A phone has its bars at the bottom; on a wide screen things stand beside each other, and the order could be another.
for (const viewport of [
	{ width: 390, height: 844 },
	{ width: 1280, height: 800 }
]) {
	const isPhone = viewport.width < 960;
	test.describe(`${viewport.width} pixels wide`, () => {
		test.use({ viewport });

		test('a visitor searches, reads and asks without a mouse', async ({ page, newcomer, api }) => {
			await page.goto('/');
			await page.waitForLoadState('networkidle');
			expect(await walk(page), 'home').toEqual([]);

			await page.goto('/chercher');
			await page.waitForLoadState('networkidle');
			await enter(page, page.getByRole('link', { name: 'Aller au contenu' }));
			await expect(page.getByRole('main')).toBeFocused();
			// On a wide screen they stand open beside what they narrow down.
			if (isPhone) await enter(page, page.locator('summary', { hasText: 'Filtres' }));
			await expect(page.getByLabel('Catégorie')).toBeVisible();
			expect(await walk(page, 'main'), 'search, filters open').toEqual([]);
			await reach(page, page.getByRole('searchbox'), 'Shift+Tab');
			await page.keyboard.type('perceuse');
			await page.keyboard.press('Enter');
			await expect(page).toHaveURL(/q=perceuse/);
			await expectFocusIn(page, 'main');
			await enter(page, page.getByRole('link', { name: /Perceuse à percussion/ }));
			await expect(page.getByRole('heading', { level: 1, name: /Perceuse/ })).toBeVisible();
			await expectFocusIn(page, 'main');

			await page.goto(`/annonces/${await lend(api, await newcomer('Enora'), 'Pioche d’Enora')}`);
			if (isPhone) {
				await enter(page, page.getByRole('link', { name: 'Demander', exact: true }));
				await expect(page.getByRole('heading', { name: 'Votre demande' })).toBeFocused();
				await expect(page.getByRole('grid')).toBeVisible();
				await expect(page.getByRole('heading', { name: 'Votre demande' })).toBeFocused();
			}
			await enter(page, page.getByRole('button', { name: /Mois suivant/ }));
			await expect(page.getByRole('grid').getByRole('button', { name: /libre/ }).first()).toBeVisible();
			expect(await walk(page, 'main'), 'listing').toEqual([]);
			await reach(page, page.getByRole('grid').getByRole('button').and(page.locator('[tabindex="0"]')), 'Shift+Tab');
			await page.keyboard.press('PageDown');
			await expect(page.locator('[role=grid] :focus')).toHaveAccessibleName(/libre/);
			for (const key of ['Enter', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
			await expect(page.getByText('(2 jours)')).toBeVisible();
			await expectFocusIn(page, '[role=grid]');
			await enter(page, page.getByRole('button', { name: 'Demander à emprunter' }));
			await expect(page).toHaveURL(/\/inscription\?next=/);
			await expectFocusIn(page, 'main');
		});

		test('somebody joins, leaves and comes back without a mouse', async ({ page }) => {
			for (const path of ['/mot-de-passe-oublie', '/connexion', '/inscription', '/nulle-part']) {
				await page.goto(path);
				await page.waitForLoadState('networkidle');
				expect(await walk(page, 'main'), path).toEqual([]);
			}
			const email = `gaid-${randomUUID()}@example.test`;
			await page.goto('/inscription');
			const type = async (label: string, words: string) => {
				await reach(page, page.getByLabel(label, { exact: true }));
				await page.keyboard.type(words);
			};
			await type('Nom affiché', 'Gaïd');
			await type('Adresse électronique', email);
			await type('Mot de passe', demoPassword);
			await page.keyboard.press('Enter');
			await expect(page.getByRole('checkbox', { name: /15 ans/ })).toBeFocused();
			await page.keyboard.press('Space');
			await enter(page, page.getByRole('button', { name: 'Créer un compte' }));
			await expect(page.getByRole('heading', { name: 'Bienvenue, Gaïd' })).toBeVisible();
			await expectFocusIn(page, 'main');
			expect(await walk(page, 'main'), 'welcome').toEqual([]);
			await reach(page, page.getByLabel('Commune'), 'Shift+Tab');
			await page.keyboard.type('Cesson');
			await enter(page, page.getByRole('button', { name: 'Continuer' }));
			await expect(page).toHaveURL('/');
			await expectFocusIn(page, 'main');

			await page.goto('/compte');
			await enter(page, page.getByRole('button', { name: 'Se déconnecter' }));
			await expect(page).toHaveURL('/');
			await page.goto('/connexion?next=%2Fcompte');
			await type('Adresse électronique', email);
			await type('Mot de passe', 'pas le bon');
			await page.keyboard.press('Enter');
			await expect(page.getByRole('alert')).toContainText('ne vont pas ensemble');
			await expectFocusIn(page, 'form');
			await reach(page, page.getByLabel('Mot de passe', { exact: true }), 'Shift+Tab');
			await page.keyboard.press('Control+A');
			await page.keyboard.type(demoPassword);
			await page.keyboard.press('Enter');
			await expect(page.getByRole('heading', { name: 'Gaïd' })).toBeVisible();
			await expectFocusIn(page, 'main');
		});

		test('a listing is written and put on line without a mouse', async ({ newcomer }) => {
			const { page } = await newcomer('Hervé');
			const step = async (name: string) => {
				await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
				expect(await walk(page, 'main'), name).toEqual([]);
				await page.getByRole('main').focus();
			};
			const goOnTo = async (name: string) => {
				await enter(page, page.getByRole('button', { name: /^Continuer/ }));
				await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
				await expectFocusIn(page, 'main');
				await step(name);
			};
			await page.goto('/proposer');
			await step('Que proposez-vous ?');
			await reach(page, page.getByRole('radio').first());
			await page.keyboard.press('Space');
			await goOnTo('De quoi s’agit-il ?');
			await reach(page, page.getByLabel('Titre de l’annonce'));
			await page.keyboard.type('Escabeau d’Hervé');
			await step('De quoi s’agit-il ?');
			await reach(page, page.getByRole('radio').first());
			await page.keyboard.press('Space');
			await goOnTo('Ajoutez des photos');

			const chosen = page.waitForEvent('filechooser');
			const input = page.getByLabel('Choisir ou prendre une photo');
			await enter(page, input);
			const buffer = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#c8a060' } })
				.jpeg()
				.toBuffer();
			const files = ['a.jpg', 'b.jpg'].map((name) => ({ name, mimeType: 'image/jpeg', buffer }));
			await (await chosen).setFiles(files);
			await expect(page.getByRole('img', { name: 'Photo 2 sur 2' })).toBeVisible();
			await expect(input).toBeFocused();
			await step('Ajoutez des photos');
			await enter(page, page.getByRole('button', { name: 'Retirer la photo 2' }));
			await expect(page.getByRole('img', { name: 'Photo 1 sur 1' })).toBeVisible();
			await expect(input).toBeFocused();
			await goOnTo('Dans quelles conditions ?');
			await goOnTo('Où est-ce ?');
			await goOnTo('Relisez, puis publiez');
			await enter(page, page.getByRole('button', { name: 'Mettre en ligne' }));
			await expect(page.getByRole('heading', { name: 'Votre annonce est en ligne' })).toBeVisible();
			await expectFocusIn(page, 'main');
			expect(await walk(page, 'main'), 'published').toEqual([]);
			await enter(page, page.getByRole('link', { name: 'Mes annonces' }));
			await expect(page.getByRole('heading', { level: 1, name: 'Mes annonces' })).toBeVisible();
			expect(await walk(page, 'main'), 'own listings').toEqual([]);
			const close = page.getByRole('button', { name: /^Clore/ });
			await reach(page, close, 'Shift+Tab');
			await page.keyboard.press('Enter');
			await expectSheet(page, close);
			await enter(page, page.getByRole('button', { name: /^Mettre en pause/ }));
			await expect(page.getByText('En pause', { exact: true })).toBeVisible();
			await expectFocusIn(page, 'main');
		});

		test('a request is refused, another accepted and talked about without a mouse', async ({ newcomer, api }) => {
			const [owner, borrower] = [await newcomer('Ivona'), await newcomer('Jil')];
			const listing = await lend(api, owner, 'Niveau laser d’Ivona');
			const [refused, accepted] = [
				await borrow(api, borrower, listing, [5, 6]),
				await borrow(api, borrower, listing, [8, 9])
			];
			const { page } = owner;
			await page.goto('/echanges');
			await page.waitForLoadState('networkidle');
			expect(await walk(page, 'main'), 'exchanges').toEqual([]);
			await reach(page, page.locator(`main a[href="/echanges/${refused}"]`), 'Shift+Tab');
			await page.keyboard.press('Enter');
			await expect(page.getByRole('heading', { level: 1, name: 'Niveau laser d’Ivona' })).toBeVisible();
			await expectFocusIn(page, 'main');
			await page.waitForLoadState('networkidle');
			expect(await walk(page, 'main'), 'exchange').toEqual([]);

			const decline = page.getByRole('button', { name: 'Pas possible cette fois' });
			await reach(page, decline, 'Shift+Tab');
			await page.keyboard.press('Enter');
			await expectSheet(page, decline);
			await page.keyboard.press('Enter');
			await enter(page, page.getByRole('dialog').getByRole('button', { name: 'Envoyer la réponse' }));
			await expect(page.getByRole('dialog')).toHaveCount(0);
			await expect(decline).toHaveCount(0);
			await expectFocusIn(page, 'main');

			await page.goto(`/echanges/${accepted}`);
			await enter(page, page.getByRole('button', { name: 'Dire oui' }));
			await expect(page.getByRole('heading', { name: /^Jil vient/ })).toBeVisible();
			await expectFocusIn(page, 'main');
			const field = page.getByLabel('Votre message');
			await reach(page, field);
			await page.keyboard.type('À bientôt');
			await enter(page, page.getByRole('button', { name: 'Envoyer' }));
			await expect(page.getByRole('log').getByText('À bientôt')).toBeVisible();
			await expect(field).toBeFocused();
			await enter(page, page.locator('summary', { hasText: 'Autres choix' }));
			const block = page.getByRole('button', { name: /^Bloquer/ });
			await enter(page, block);
			await expectSheet(page, block);
		});

		test('an account is kept without a mouse', async ({ newcomer }) => {
			const { page } = await newcomer('Koulm');
			for (const path of [
				'/compte',
				'/compte/mes-recherches',
				'/compte/profil',
				'/compte/coordonnees',
				'/compte/creneaux',
				'/compte/mon-placard',
				'/compte/calendrier',
				'/compte/courriels',
				'/nouvelles',
				'/compte/vos-donnees'
			]) {
				await page.goto(path);
				await page.waitForLoadState('networkidle');
				expect(await walk(page, 'main'), path).toEqual([]);
			}
			const remove = page.getByRole('button', { name: 'Supprimer mon compte' });
			await reach(page, remove, 'Shift+Tab');
			await page.keyboard.press('Enter');
			await expectSheet(page, remove);

			await page.goto('/compte/creneaux');
			await enter(page, page.getByRole('button', { name: 'Ajouter un créneau' }));
			await expect(page.getByLabel('Jour', { exact: true })).toBeFocused();
			expect(await walk(page, 'main'), 'hours').toEqual([]);
			await reach(page, page.getByRole('button', { name: /^Retirer/ }), 'Shift+Tab');
			await page.keyboard.press('Enter');
			await expect(page.getByLabel('Jour', { exact: true })).toHaveCount(0);
			await expectFocusIn(page, 'main');

			await page.goto('/compte/profil');
			await enter(page, page.getByRole('button', { name: 'Enregistrer' }));
			await expect(page.getByText('Enregistré.')).toBeVisible();
			await expectFocusIn(page, 'main');
		});

		test('a search is kept and forgotten without a mouse', async ({ newcomer }) => {
			const { page } = await newcomer('Lena');
			await page.goto('/chercher?q=perceuse');
			const keep = page.getByRole('button', { name: 'Garder cette recherche' });
			await keep.waitFor();
			await enter(page, keep);
			await expectSheet(page, keep);
			await page.keyboard.press('Enter');
			await enter(page, page.getByRole('dialog').getByRole('button', { name: 'Garder', exact: true }));
			const mine = page.getByRole('link', { name: 'Mes recherches' });
			await expect(mine).toBeFocused();
			await page.keyboard.press('Enter');
			const forget = page.getByRole('button', { name: 'Oublier Perceuse' });
			await forget.waitFor();
			expect(await walk(page, 'main'), 'searches').toEqual([]);
			await reach(page, forget, 'Shift+Tab');
			await page.keyboard.press('Enter');
			await expectSheet(page, forget);
			await page.keyboard.press('Enter');
			await enter(page, page.getByRole('dialog').getByRole('button', { name: 'Oublier la recherche' }));
			await expect(forget).toHaveCount(0);
			await expectFocusIn(page, 'main');
		});
	});
}
