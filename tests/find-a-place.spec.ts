import { randomUUID } from 'node:crypto';
import { enter, walk } from './support/keyboard.ts';
import { ask } from './support/lending.ts';
import { entriesIn } from './support/meeting.ts';
import { expect, test } from './support/neighbourhood.ts';

test.describe('without script', () => {
	test.use({ javaScriptEnabled: false });

	test('the directory is a list and a form', async ({ page }) => {
		await page.goto('/lieux');
		await expect(page.getByRole('region', { name: /^\d+ lieux$/ })).toBeVisible();
		await page.getByLabel('Nom, rue ou quartier').fill('pasteur');
		await page.getByRole('button', { name: 'Chercher' }).click();
		await expect(page).toHaveURL(/q=pasteur/);
		await expect(page.getByRole('link', { name: 'Hôtel Pasteur' })).toBeVisible();
		await page.getByRole('link', { name: 'Hôtel Pasteur' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Hôtel Pasteur' })).toBeVisible();
		await expect(page.getByText('Horaires à vérifier\u00a0: personne ne les a encore notés.')).toBeVisible();
	});
});

test('what a shelf refuses leads to places that take it', async ({ page }) => {
	await page.goto('/lieux/l-armoire-du-square-de-guyenne');
	const elsewhere = page.getByRole('link', { name: 'Où donner\u00a0: Meubles' });
	await expect(elsewhere).toHaveAttribute('href', /takes=meubles&near=48\.129%2C-1\.712&open=on$/);
	// Whatever the hour: the same question without "open now".
	await page.goto('/lieux?takes=meubles');
	const places = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3 }) });
	await expect(places.first()).toContainText('Prend ce que vous avez');
	await expect(page.getByRole('link', { name: 'L’armoire du square de Guyenne' })).toBeHidden();
	await expect(places.filter({ hasText: 'La Belle Déchette' }).first()).toContainText('À confirmer avant de venir');
});

test('the map comes when it is asked for, and says what the list says', async ({ page }) => {
	const fetched: string[] = [];
	page.on('request', (request) => fetched.push(request.url()));
	await page.goto('/lieux?takes=meubles', { waitUntil: 'networkidle' });
	const before = fetched.length;
	await enter(page, page.getByRole('button', { name: /^Voir sur la carte/ }));
	const map = page.getByRole('region', { name: 'Carte des lieux' });
	await expect(map.getByRole('link', { name: '1. Recyclerie des Écluses' })).toBeVisible();
	await expect(page.getByRole('link', { name: '1. Recyclerie des Écluses' })).toHaveCount(2);
	expect(fetched.slice(before).filter((url) => !url.startsWith(new URL(page.url()).origin))).toEqual([]);
	await map.getByRole('link', { name: '1. Recyclerie des Écluses' }).press('Enter');
	await expect(page.getByRole('heading', { level: 1, name: 'Recyclerie des Écluses' })).toBeVisible();
});

test('the map draws the communes where their outlines were imported, and says whose they are', async ({ page }) => {
	const ring = [
		[-1.75, 48.06],
		[-1.6, 48.06],
		[-1.6, 48.16],
		[-1.75, 48.06]
	];
	const geometry = { type: 'MultiLineString', coordinates: [ring] };
	const features = [{ type: 'Feature', properties: { code: '35238' }, geometry }];
	await page.route('**/export/communes.geojson', (route) =>
		route.fulfill({ json: { type: 'FeatureCollection', attribution: 'IGN Admin Express', features } })
	);
	await page.goto('/lieux?takes=meubles', { waitUntil: 'networkidle' });
	await enter(page, page.getByRole('button', { name: /^Voir sur la carte/ }));
	await expect(page.getByText('Contours des communes\u00a0: IGN Admin Express.')).toBeVisible();
	// Drawn by Leaflet, which gives a line neither a role nor a name.
	await expect(page.locator('path.outline')).toHaveAttribute('d', /^M.+z$/);
});

test('a resident adds a place, corrects one they do not keep, and takes a week', async ({ newcomer }) => {
	const { page } = await newcomer('Ines');
	await page.goto('/lieux/ajouter');
	await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
	await expect(page.getByText('Choisissez un type de lieu.')).toBeVisible();
	await page.getByLabel('Nom', { exact: true }).fill('Boîte du verger d’Ines');
	await page.getByLabel('Type de lieu').selectOption('boite-a-livres');
	await page.getByRole('textbox', { name: /^Horaires/ }).fill('We 10:00-12:00');
	await expect(page.getByText(/^Se lit\u00a0: /)).toBeVisible();
	await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
	await expect(page.getByText('Le lieu est ajouté. Merci.')).toBeVisible();

	await page.goto('/lieux?q=verger+ines');
	await page.getByRole('link', { name: 'Boîte du verger d’Ines' }).click();
	await expect(page.getByText('Fiche à vérifier')).toBeVisible();
	await page.getByRole('button', { name: 'Prendre cette semaine' }).click();
	await expect(page.getByRole('button', { name: 'Rendre cette semaine' })).toBeVisible();

	await page.getByRole('link', { name: 'Corriger la fiche' }).click();
	await page.getByRole('textbox', { name: /^Horaires/ }).fill('24/7');
	await page.getByRole('button', { name: 'Envoyer' }).click();
	await expect(page.getByText(/^Merci. Votre correction attend/)).toBeVisible();
});

test('a place says what is to come there, and its calendar can be followed', async ({
	newcomer,
	api,
	page,
	request
}) => {
	const maud = await newcomer('Maud');
	const titles = ['Un rendez-vous qui tient', 'Un rendez-vous annulé'].map((title) => `${title} ${randomUUID()}`);
	for (const title of titles) {
		const id = randomUUID();
		const [starts_at, ends_at] = [3, 4].map((hours) => new Date(Date.now() + hours * 3_600_000).toISOString());
		const place_id = '00000000-0000-7016-8000-000000000014';
		const changes = { kind: 'swap', title, place_id, starts_at, ends_at };
		await ask(api, maud, 'rpc/save_event', { id, changes, op_id: randomUUID() });
		await ask(api, maud, 'rpc/advance_event', { id, action: 'publish', op_id: randomUUID() });
		if (title === titles[1]) await ask(api, maud, 'rpc/advance_event', { id, action: 'cancel', op_id: randomUUID() });
	}

	await page.goto('/lieux/repair-cafe-cleunay');
	const coming = page.getByRole('region', { name: 'À venir ici' });
	await expect(coming.getByRole('link', { name: 'Séance de réparation à Cleunay' })).toBeVisible();
	await expect(coming.getByRole('link', { name: titles[0]! })).toHaveAttribute('href', /^\/agenda\//);
	await expect(coming.getByText(titles[1]!)).toHaveCount(0);
	await expect(coming.getByRole('link', { name: 'Voir tout l’agenda' })).toHaveAttribute('href', '/agenda');

	// A calendar keeps what was cancelled, and says so.
	const feed = (await coming.getByRole('link', { name: 'Suivre l’agenda de ce lieu' }).getAttribute('href'))!;
	const entries = entriesIn(await (await request.get(feed)).text());
	expect(entries.map(({ title }) => title)).toEqual(
		expect.arrayContaining([...titles, 'Séance de réparation à Cleunay'])
	);
	expect(entries.find(({ title }) => title === titles[1])!.status).toBe('CANCELLED');

	await page.goto('/lieux/hotel-pasteur');
	await expect(page.getByText('Rien d’annoncé ici pour l’instant.')).toBeVisible();
	const empty = await (await request.get('/export/events.ics?place=hotel-pasteur')).text();
	expect(entriesIn(empty)).toEqual([]);
	expect(empty).toContain('X-WR-CALNAME:Passerelle\u00a0: Hôtel Pasteur');
	for (const of of ['place=nulle-part', 'community=nulle-part']) {
		expect((await request.get(`/export/events.ics?${of}`)).status()).toBe(404);
	}
});

for (const width of [390, 1280]) {
	test(`the directory and a shelf are walked without a mouse, ${width} pixels wide`, async ({ page }) => {
		await page.setViewportSize({ width, height: 844 });
		for (const path of ['/lieux?takes=meubles', '/lieux/l-armoire-du-square-de-guyenne']) {
			await page.goto(path, { waitUntil: 'networkidle' });
			expect(await walk(page, 'main'), path).toEqual([]);
		}
	});
}
