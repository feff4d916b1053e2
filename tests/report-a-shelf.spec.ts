import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { isCleanWebp } from '#lib/listings/domain/webp.ts';
import { installed } from './support/device.ts';
import { ask } from './support/lending.ts';
import { expect, test, type Newcomer } from './support/neighbourhood.ts';

test.use({ serviceWorkers: 'allow' });

type Api = { url: string; key: string };
interface Report {
	id: string;
	state: string;
	photo_path: string | null;
	reporter_id: string | null;
}

/** A free shelf that `who` added and has an eye on this week. */
async function shelfOf(api: Api, who: Newcomer, name: string): Promise<{ id: string; slug: string }> {
	const id = randomUUID();
	const changes = { name, kind: 'donnerie', lat: 48.11, lon: -1.68, commune_code: '35238', opening_hours: '24/7' };
	const { slug } = await ask<{ slug: string }>(api, who, 'rpc/save_place', { id, changes, op_id: randomUUID() });
	const day = new Date(Date.now() + 3_600_000);
	const monday = new Date(day.getTime() - ((day.getUTCDay() + 6) % 7) * 86_400_000).toISOString().slice(0, 10);
	await ask(api, who, 'rpc/take_watch', { place_id: id, week: monday, op_id: randomUUID() });
	return { id, slug };
}

async function read<T>(api: Api, who: Newcomer, path: string): Promise<T> {
	const headers = { apikey: api.key, authorization: `Bearer ${who.token}` };
	return (await fetch(`${api.url}/rest/v1/${path}`, { headers })).json() as Promise<T>;
}

const reportsOf = (api: Api, who: Newcomer, id: string) =>
	read<Report[]>(api, who, `place_reports?place_id=eq.${id}&select=id,state,photo_path,reporter_id&order=at`);
const alertsTo = (api: Api, who: Newcomer) =>
	read<{ about: { says: string } }[]>(api, who, 'notifications?topic=eq.place&select=about');

test('the state of a shelf, seen without network or account, arrives once, and whoever is on watch is told once', async ({
	newcomer,
	api,
	page,
	context
}) => {
	const nina = await newcomer('Nina');
	const shelf = await shelfOf(api, nina, 'Étagère de Nina');

	// The page was seen once, the poster's code leads to it again: in a cellar.
	await page.goto('/');
	await installed(page);
	await page.goto(`/lieux/${shelf.slug}`, { waitUntil: 'networkidle' });
	await context.setOffline(true);
	await page.goto(`/lieux/${shelf.slug}`);
	await expect(page.getByRole('heading', { level: 1, name: 'Étagère de Nina' })).toBeVisible();

	const picture = sharp({ create: { width: 900, height: 600, channels: 3, background: '#8a5' } });
	const buffer = await picture
		.withExif({ IFD0: { Make: 'SECRETPHONE' } })
		.jpeg()
		.toBuffer();
	await page.locator('input[type=file]').setInputFiles({ name: 'plein.jpg', mimeType: 'image/jpeg', buffer });
	await expect(page.getByRole('button', { name: 'Enlever la photo' })).toBeVisible();
	await page.getByRole('radio', { name: 'Plein' }).check();
	await page.getByRole('button', { name: 'Envoyer' }).click();
	await expect(page.getByText('Gardé sur cet appareil, envoyé dès que le réseau revient.')).toBeVisible();
	await expect(page.getByText(/^Plein, dit .*part dès que possible$/)).toBeVisible();
	expect(await reportsOf(api, nina, shelf.id)).toEqual([]);

	// Closed and opened again, it is still there, and leaves with the network: a page opened without one hears of no change.
	await page.reload();
	await expect(page.getByText(/^Plein, dit .*part dès que possible$/)).toBeVisible();
	await context.setOffline(false);
	await expect(page.getByRole('region', { name: 'État du lieu' })).toContainText('Plein', { timeout: 90_000 });
	await expect(page.getByText(/part dès que possible$/)).toBeHidden();
	await page.reload({ waitUntil: 'networkidle' });

	const reports = await reportsOf(api, nina, shelf.id);
	expect(reports).toEqual([
		{ id: reports[0]!.id, state: 'full', photo_path: `${shelf.id}/${reports[0]!.id}.webp`, reporter_id: null }
	]);
	const stored = await fetch(`${api.url}/storage/v1/object/authenticated/place-photos/${reports[0]!.photo_path}`, {
		headers: { apikey: api.key, authorization: `Bearer ${nina.token}` }
	});
	expect(stored.status).toBe(200);
	expect(isCleanWebp(new Uint8Array(await stored.arrayBuffer()))).toBe(true);
	expect((await alertsTo(api, nina)).map(({ about }) => about.says)).toEqual(['place_full']);

	// The same again is no news; what a resident says is in their name.
	const bob = await newcomer('Bob');
	await bob.page.goto(`/lieux/${shelf.slug}`, { waitUntil: 'networkidle' });
	await bob.page.getByRole('radio', { name: 'Plein' }).check();
	await bob.page.getByRole('button', { name: 'Envoyer' }).click();
	await expect(bob.page.getByText('C’est noté, merci.')).toBeVisible();
	await expect(bob.page.getByRole('region', { name: 'État du lieu' })).toContainText('par Bob');
	expect((await alertsTo(api, nina)).length).toBe(1);
	expect((await reportsOf(api, nina, shelf.id)).map(({ reporter_id }) => reporter_id)).toEqual([null, bob.id]);
});

test('twenty reports a minute from one address are slowed down, and none is said to count that does not', async ({
	newcomer,
	api
}) => {
	const olga = await newcomer('Olga');
	const shelf = await shelfOf(api, olga, 'Étagère d’Olga');
	const said: string[] = [];
	for (let times = 0; times < 20; times++) {
		const answer = await fetch(`${api.url}/rest/v1/rpc/report_place_state`, {
			method: 'POST',
			headers: { apikey: api.key, 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.20' },
			body: JSON.stringify({ id: randomUUID(), place_id: shelf.id, state: 'fine', note: null, photo_path: null })
		});
		said.push(answer.ok ? 'done' : ((await answer.json()) as { message: string }).message);
	}
	expect(said).toEqual([...Array<string>(10).fill('done'), ...Array<string>(10).fill('too_fast')]);
	expect((await reportsOf(api, olga, shelf.id)).length).toBe(10);
});
