import { randomUUID } from 'node:crypto';
import { endSession, installed, keysOf } from './support/device.ts';
import { accept, ask, borrow, lend } from './support/lending.ts';
import { expect, test } from './support/neighbourhood.ts';

test.use({ serviceWorkers: 'allow' });

const drill = '/annonces/00000000-0000-7000-8000-000000000001';

test('what was seen opens again without network, what was not says so', async ({ page, context }) => {
	await page.goto('/');
	await installed(page);
	// What is left before it was read is not kept.
	await page.goto('/chercher?q=perceuse', { waitUntil: 'networkidle' });
	await expect(page.getByRole('link', { name: /Perceuse à percussion/ }).first()).toBeVisible();
	await page.goto(drill, { waitUntil: 'networkidle' });
	await expect(page.getByRole('heading', { level: 1, name: /Perceuse/ })).toBeVisible();

	await context.setOffline(true);
	await page.goto(drill);
	await expect(page.getByRole('heading', { level: 1, name: /Perceuse/ })).toBeVisible();
	await page.goto('/chercher?q=perceuse');
	await expect(page.getByRole('link', { name: /Perceuse à percussion/ }).first()).toBeVisible();
	await page.goto('/annonces/00000000-0000-7000-8000-000000000002');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cette page n’est pas sur votre appareil');
	await page.goto('/en');
	await expect(page.locator('html')).toHaveAttribute('lang', 'en');

	await context.setOffline(false);
	await page.goto('/annonces/00000000-0000-7000-8000-000000000002');
	await expect(page.getByRole('heading', { level: 1, name: /Broyeur/ })).toBeVisible();
});

test('a page in front of a resident stays when the network goes before they are known', async ({ signedIn }) => {
	const cy = await signedIn('cy');
	const asked = cy.waitForRequest((request) => request.url().includes('/rest/v1/listings?'));
	// Neither the answer that is kept nor the one that is read: the page itself is what is left.
	await cy.route(/\/rest\/v1\//, (route) => route.abort('internetdisconnected'));
	await cy.goto(drill);
	await asked;
	await cy.waitForTimeout(500);
	await expect(cy.getByRole('heading', { level: 1, name: /Perceuse/ })).toBeVisible();
});

test('any address opens without network, and says when its page was never read', async ({ signedIn }) => {
	const cy = await signedIn('cy');
	await cy.goto('/');
	await installed(cy);
	await cy.context().setOffline(true);
	for (const path of [`/echanges/${randomUUID()}`, `/conversations/${randomUUID()}`, `/personnes/${randomUUID()}`]) {
		await cy.goto(path);
		await expect(cy.getByRole('heading', { level: 1 })).toHaveText('Cette page n’est pas sur votre appareil');
		await expect(cy.getByRole('link', { name: 'Chercher' }).first()).toBeVisible();
	}
	await cy.goto('/rien/de/tel');
	await expect(cy.getByRole('heading', { level: 1 })).toHaveText('Cette page n’existe pas');
	await cy.goto('/regles-de-vie');
	await expect(cy.getByRole('heading', { level: 1 })).toHaveText('Règles de vie');
	await cy.goto('/shell');
	await expect(cy).toHaveURL('/');
	await expect(cy.getByRole('searchbox').first()).toBeVisible();
});

test('the start page is drawn without network before any script runs, then with what the device has read', async ({
	newcomer
}) => {
	const { page, id } = await newcomer('Gwenola');
	await page.goto('/');
	await installed(page);
	await expect.poll(() => keysOf(page, id)).toContain('home');
	const written = await (await page.request.get('/?unanswered')).text();
	expect(written).not.toContain('id="answers"');
	expect(written).not.toContain('data-answered');
	await page.context().setOffline(true);

	const devtools = await page.context().newCDPSession(page);
	await devtools.send('Emulation.setScriptExecutionDisabled', { value: true });
	for (const [path, words] of [
		['/', 'Arrivées récentes'],
		['/en', 'Just added']
	] as const) {
		await page.goto(path);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await expect(page.getByRole('searchbox')).toBeVisible();
		await expect(page.locator('#near')).toContainText(words);
	}
	await devtools.send('Emulation.setScriptExecutionDisabled', { value: false });

	await page.goto('/');
	await expect(page.locator('#near')).toHaveText('Près de chez vous');
	await page.getByRole('searchbox').fill('perceuse');
	await expect(page.getByRole('searchbox')).toHaveValue('perceuse');
});

test('one’s own listing keeps its photograph without network', async ({ signedIn }) => {
	const ada = await signedIn('ada');
	await ada.goto('/');
	await installed(ada);
	const small = '/photos/00000000-0000-7001-8000-000000000001/00000000-0000-7000-8000-000000000001/photo-small.webp';
	const isKept = () => ada.evaluate(async (url) => Boolean(await caches.match(url)), small);
	// After everything else.
	await expect.poll(isKept, { timeout: 30_000 }).toBe(true);
	await ada.context().setOffline(true);
	await ada.goto(drill);
	const picture = ada.getByRole('img', { name: /Perceuse/ }).first();
	await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
});

test('nothing that only a resident may read is kept by the service worker', async ({ signedIn }) => {
	const ada = await signedIn('ada');
	await ada.goto('/');
	await installed(ada);
	for (const path of ['/echanges', '/compte/coordonnees', drill]) {
		await ada.goto(path);
		await ada.waitForLoadState('networkidle');
	}
	const kept = await ada.evaluate(async () => {
		const urls: string[] = [];
		for (const name of await caches.keys()) {
			for (const request of await (await caches.open(name)).keys()) urls.push(new URL(request.url).pathname);
		}
		return urls;
	});
	expect(kept.length).toBeGreaterThan(5);
	expect(kept.filter((path) => /^\/(rest|auth|storage|realtime)\//.test(path))).toEqual([]);
});

test('what concerns a resident opens without network though they never looked at it', async ({ newcomer, api }) => {
	const [owner, borrower] = [await newcomer('Aziliz'), await newcomer('Briec')];
	const listing = await lend(api, owner, 'Échelle d’Aziliz');
	const exchange = await borrow(api, borrower, listing, [3, 4]);
	await accept(api, owner, exchange);
	const said = 'Je viendrai à vélo.';
	await ask(api, borrower, 'messages', { id: randomUUID(), conversation_id: exchange, body: said });

	const { page } = owner;
	await page.goto('/');
	await installed(page);
	await expect.poll(() => keysOf(page, owner.id)).toContain(`exchange ${exchange}`);
	await expect.poll(() => keysOf(page, owner.id)).toContain('details');
	await page.context().setOffline(true);

	await page.goto('/echanges');
	await expect(page.getByRole('link', { name: /Échelle/ }).first()).toBeVisible();
	await expect(page.getByText(/^Vu .* sur cet appareil/)).toBeVisible();
	await page.goto(`/echanges/${exchange}`);
	await expect(page.getByRole('heading', { level: 1, name: /Échelle/ })).toBeVisible();
	await expect(page.getByText(said)).toBeVisible();
	await page.goto('/compte');
	await expect(page.getByRole('heading', { name: owner.name })).toBeVisible();
	await page.goto('/compte/mes-annonces');
	await expect(page.getByRole('link', { name: 'Échelle d’Aziliz', exact: true })).toBeVisible();
	await page.goto('/compte/coordonnees');
	await expect(page.getByLabel('Téléphone (facultatif)')).toBeVisible();
	await page.goto(`/annonces/${listing}`);
	await expect(page.getByRole('heading', { level: 1, name: /Échelle/ })).toBeVisible();
	await page.goto(`/annonces/${listing}/modifier`);
	await expect(page.getByLabel('Titre de l’annonce')).toHaveValue('Échelle d’Aziliz');
});

test('a session that ends without network keeps its resident’s things readable', async ({ newcomer }) => {
	const { page, id, name } = await newcomer('Corentine');
	await page.goto('/');
	await installed(page);
	await expect.poll(() => keysOf(page, id)).toContain('details');
	await endSession(page);
	// The network is there by name only: nothing that is asked for ever comes back.
	await page.route(/\/(rest|auth)\/v1\//, (route) => route.abort());
	for (const reach of [true, false]) {
		await page.context().setOffline(!reach);
		await page.goto('/compte');
		await expect(page.getByRole('heading', { name })).toBeVisible();
		await expect(page.getByText(/^Vu .* sur cet appareil/)).toBeVisible();
	}
	await page.context().setOffline(false);
	await page.unroute(/\/(rest|auth)\/v1\//);
	await page.goto('/compte');
	await expect(page.getByRole('heading', { name })).toBeVisible();
	await expect(page.getByText(/^Vu .* sur cet appareil/)).toHaveCount(0);
});

test('what is gone elsewhere leaves this device too', async ({ newcomer, api }) => {
	const { page, id, token } = await newcomer('Divi');
	const listing = randomUUID();
	const row = { id: listing, kind: 'gift', title: 'Canoë', category_slug: 'outils-electroportatifs' };
	await ask(api, { token }, 'listings', { ...row, commune_code: '35238' });
	await page.goto('/');
	await expect.poll(() => keysOf(page, id)).toEqual(expect.arrayContaining([`listing ${listing}`, 'details']));
	await fetch(`${api.url}/rest/v1/listings?id=eq.${listing}`, {
		method: 'DELETE',
		headers: { apikey: api.key, authorization: `Bearer ${token}` }
	});
	await page.reload();
	const left = async () => (await keysOf(page, id)).filter((key) => key.includes(listing));
	await expect.poll(left, { timeout: 30_000 }).toEqual([]);
	expect(await keysOf(page, id)).toContain('details');
});
