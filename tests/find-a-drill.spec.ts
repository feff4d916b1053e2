import { day, expect, test } from './support/neighbourhood.ts';

const drill = '/annonces/00000000-0000-7000-8000-000000000001';
const drillTitle = 'Perceuse à percussion avec coffret de forets';

test.describe('searching', () => {
	test('home asks what one looks for and finds it', async ({ page }) => {
		await page.goto('/');
		await page.getByRole('searchbox').fill('perceuse');
		await page.getByRole('checkbox', { name: 'Emprunter' }).check();
		await page.getByRole('button', { name: 'Chercher' }).click();
		await expect(page).toHaveURL(/\/chercher\?q=perceuse&kind=loan/);
		await expect(page.getByRole('link', { name: drillTitle })).toBeVisible();
	});

	test('accents, endings and one slip of the finger are forgiven', async ({ page }) => {
		for (const words of ['Perceuses', 'perceuze', 'pérceuse']) {
			await page.goto(`/chercher?q=${encodeURIComponent(words)}`);
			await expect(page.getByRole('link', { name: drillTitle }), words).toBeVisible();
		}
		await page.goto('/chercher?q=perceuze');
		await expect(page.getByText('Résultats pour')).toContainText('perceuse');
	});

	test('a filter searches at once, keeps its focus and stands in the address', async ({ page }) => {
		await page.goto('/chercher');
		await page.waitForLoadState('networkidle');
		await page.getByText('Filtres').click();
		const category = page.getByLabel('Catégorie');
		await category.focus();
		await category.selectOption('bricolage');
		await expect(page).toHaveURL(/category=bricolage/);
		await expect(category).toBeFocused();
		await page.getByLabel('Autour de', { exact: true }).selectOption({ label: 'Rennes' });
		await expect(page).toHaveURL(/commune=35238/);
		await expect(
			page
				.getByRole('listitem')
				.getByText(/\d(,5)?\u00a0km/)
				.first()
		).toBeVisible();
		await page.goto(`/chercher?from=${day(1)}&until=${day(2)}&kind=loan`);
		await expect(page.getByRole('link', { name: drillTitle })).toHaveAttribute('href', new RegExp(`from=${day(1)}`));
	});

	test('the list goes on where it stopped', async ({ page }) => {
		await page.goto('/chercher');
		await page.waitForLoadState('networkidle');
		const cards = page
			.getByRole('main')
			.getByRole('listitem')
			.filter({ has: page.getByRole('heading', { level: 3 }) });
		await expect(cards).toHaveCount(24);
		await page.getByRole('link', { name: 'Voir la suite' }).click();
		await expect(cards).toHaveCount(48);
		await expect(cards.nth(24).getByRole('link')).toBeFocused();
		await expect(page.getByRole('status').filter({ hasText: 'annonces' })).toContainText('48 annonces affichées');
	});

	test('nothing found says what to try', async ({ page }) => {
		await page.goto('/chercher?q=hippopotame&kind=loan&commune=35238');
		await expect(page.getByRole('heading', { name: 'Rien pour l’instant' })).toBeVisible();
		await expect(page.getByRole('link', { name: 'Publier votre demande' })).toHaveAttribute(
			'href',
			/proposer\?.*wanted/
		);
		await page.goto('/chercher?q=perceuse&kind=gift');
		await page.getByRole('link', { name: 'Chercher parmi tout ce qui se partage' }).click();
		await expect(page.getByRole('link', { name: drillTitle })).toBeVisible();
	});

	test('a strange address is read as well as it can be', async ({ page }) => {
		const answer = await page.goto('/chercher?kind=rocket&category=nulle&near=99,999&from=hier&sort=price&within=-1');
		expect(answer?.status()).toBe(200);
		await expect(page.getByRole('link', { name: 'Voir la suite' })).toBeVisible();
	});
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('the search is a plain form and its pages are links', async ({ page }) => {
		await page.goto('/');
		await page.getByRole('searchbox').fill('perceuse');
		await page.getByRole('button', { name: 'Chercher' }).click();
		await expect(page.getByRole('link', { name: drillTitle })).toBeVisible();
		await page.goto('/chercher');
		await page.getByRole('link', { name: 'Voir la suite' }).click();
		await expect(page).toHaveURL(/after=/);
		await expect(page.getByRole('heading', { level: 3 })).toHaveCount(24);
	});

	test('what the server writes is dressed before any script comes', async ({ page }) => {
		await page.goto('/');
		const picture = page
			.locator('main li', { has: page.getByRole('heading', { level: 3 }) })
			.first()
			.locator('div')
			.first();
		const { width, height } = (await picture.boundingBox())!;
		expect(width / height).toBeCloseTo(4 / 3, 1);
		await expect(picture).toHaveCSS('overflow', 'hidden');
		await expect(page.locator('.scene .river')).not.toHaveCSS('fill', 'rgb(0, 0, 0)');
	});

	test('a listing says all it knows, and where to go for dates', async ({ page }) => {
		await page.goto(drill);
		await expect(page.getByRole('heading', { level: 1, name: drillTitle })).toBeVisible();
		await expect(page.getByText('5 jours au plus')).toBeVisible();
		await expect(page.getByRole('link', { name: 'Voir les points d’accueil' })).toBeVisible();
	});
});
