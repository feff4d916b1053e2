import { expect, test } from './support/neighbourhood.ts';

const drill = '/annonces/00000000-0000-7000-8000-000000000001';
const drillTitle = 'Perceuse à percussion avec coffret de forets';

test('the calendar is walked by keyboard and speaks each day', async ({ page }) => {
	await page.goto(drill);
	await page.getByRole('link', { name: 'Demander' }).click();
	const grid = page.getByRole('grid');
	await expect(grid).toBeVisible();
	await page.getByRole('button', { name: /Mois suivant/ }).click();
	const free = grid.getByRole('button', { name: /libre/ });
	await expect(free.first()).toBeVisible();
	await free.nth(3).focus();
	await page.keyboard.press('Enter');
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/from=\d{4}-\d{2}-\d{2}&until=\d{4}-\d{2}-\d{2}/);
	await expect(page.getByText('(2 jours)')).toBeVisible();
	await expect(page.getByText(/^Réponse avant/)).toBeVisible();
});

test('a visitor’s dates and words survive the way through the door', async ({ page }) => {
	await page.goto(drill);
	await page.getByRole('link', { name: 'Demander' }).click();
	await page.getByRole('button', { name: /Mois suivant/ }).click();
	await page.getByRole('grid').getByRole('button', { name: /libre/ }).nth(3).click();
	await page.getByLabel(/^Un mot pour/).fill('Pour fixer une étagère.');
	await page.getByRole('button', { name: 'Demander à emprunter' }).click();
	await expect(page).toHaveURL(/\/inscription\?next=/);
	expect(decodeURIComponent(page.url())).toMatch(/annonces\/.*from=\d{4}/);
	await page.goto(new URL(page.url()).searchParams.get('next')!);
	await page.getByRole('link', { name: 'Demander' }).click();
	await expect(page.getByLabel(/^Un mot pour/)).toHaveValue('Pour fixer une étagère.');
});

test('a gift is asked for in words, which wait while one joins', async ({ page }) => {
	await page.goto('/annonces/00000000-0000-7000-8000-000000000021');
	await page.getByLabel(/^Un mot pour/).fill('Pour la chambre de ma fille.');
	await page.getByRole('button', { name: 'Demander', exact: true }).click();
	await expect(page).toHaveURL(/\/inscription\?next=/);
	await page.goto(new URL(page.url()).searchParams.get('next')!);
	await expect(page.getByLabel(/^Un mot pour/)).toHaveValue('Pour la chambre de ma fille.');
});

test('search engines read a free offer, and nothing of the owner but a first name', async ({ request }) => {
	const html = await (await request.get(drill)).text();
	const block = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1];
	expect(JSON.parse(block!)).toMatchObject({ '@type': 'Offer', name: drillTitle, offeredBy: { name: 'Ada' } });
	expect(html).toContain('property="og:title"');
	expect(html).toContain('rel="canonical"');
	expect(html).toContain('hreflang="en"');
	const sitemap = await (await request.get('/sitemap.xml')).text();
	expect(sitemap).toContain(drill);
});

test('the first page asks the database nothing, and keeps its facts when it wakes up', async ({ page }) => {
	const asked: string[] = [];
	page.on('request', (request) => {
		if (/\/(rest|auth)\/v1\//.test(request.url())) asked.push(request.url());
	});
	await page.goto(drill);
	// The request form comes with the scripts that speak to the database: the page itself must be awake by then.
	await page.locator('#owner').scrollIntoViewIfNeeded();
	await expect(page.locator('.coming')).toHaveCount(0);
	expect(asked.filter((url) => /listings\?|search_listings/.test(url))).toEqual([]);
	const facts = page.locator('script[type="application/ld+json"]');
	await expect(facts).toHaveCount(1);
	await expect(page.locator('meta[name="description"]')).toHaveAttribute('content', /^.{40,160}$/);
	expect(JSON.parse((await facts.textContent())!)).toMatchObject({ name: drillTitle });
});

test('the bars that the server drew are woken where they stand', async ({ page }) => {
	await page.addInitScript(() =>
		document.addEventListener('DOMContentLoaded', () => {
			for (const bar of document.querySelectorAll('body header, footer, nav')) Object.assign(bar, { written: true });
		})
	);
	await page.goto(drill);
	await page.waitForLoadState('networkidle');
	await page.getByRole('button', { name: /^Thème/ }).click();
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
	await page.getByRole('navigation', { name: 'Navigation du bas' }).getByRole('link', { name: 'Chercher' }).click();
	await expect(page.locator('nav [aria-current="page"]').first()).toContainText('Chercher');
	const drawnAnew = () =>
		[...document.querySelectorAll('body header, footer, body > .contents nav')].filter((bar) => !('written' in bar))
			.length;
	expect(await page.evaluate(drawnAnew)).toBe(0);
});

test('the notice prints with its code', async ({ page }) => {
	await page.goto(drill);
	await page.getByRole('link', { name: 'Affichette' }).click();
	await expect(page.getByRole('img', { name: /Scannez/ })).toBeVisible();
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByRole('navigation')).toHaveCount(0);
	await expect(page.getByRole('heading', { name: drillTitle })).toBeVisible();
});

test('a listing that is not there says the same to everyone', async ({ page, signedIn }) => {
	const bo = await signedIn('bo');
	for (const reader of [page, bo]) {
		await reader.goto('/annonces/00000000-0000-7000-8000-00000000ffff');
		await expect(reader.getByRole('heading', { name: 'Cette annonce n’est pas disponible' })).toBeVisible();
	}
});

test('a photograph that is not public, or not clean, is not shown', async ({ request }) => {
	const paths = ['x.webp', '../secret.webp', `${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}/none/x.webp`];
	for (const path of paths) expect((await request.get(`/photos/${path}`)).status(), path).toBe(404);
	const shown = await request.get(
		'/photos/00000000-0000-7001-8000-000000000001/00000000-0000-7000-8000-000000000001/photo-small.webp'
	);
	expect(shown.headers()).toMatchObject({ 'content-type': 'image/webp', 'x-content-type-options': 'nosniff' });
});

test('a resident asks for dates and lands on the exchange', async ({ newcomer }) => {
	const { page } = await newcomer('Zoé');
	await page.goto('/annonces/00000000-0000-7000-8000-000000000008');
	await page.getByRole('link', { name: 'Demander' }).click();
	await page.getByRole('button', { name: /Mois suivant/ }).click();
	await page.getByRole('grid').getByRole('button', { name: /libre/ }).nth(5).click();
	await page.getByLabel('Un mot pour').fill('Bonjour, pour un ourlet.');
	await page.getByRole('button', { name: 'Demander à emprunter' }).click();
	await expect(page).toHaveURL(/\/echanges\//);
});
