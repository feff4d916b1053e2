import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startChromium } from './faults/browser/chromium.ts';
import { rows } from './faults/browser/residents.ts';
import { installed } from './support/device.ts';
import { openDoor } from './support/door.ts';
import { bring, written } from './support/keeping.ts';
import { borrow, lend } from './support/lending.ts';
import { expect, test, type Newcomer } from './support/neighbourhood.ts';
import { lying } from './support/on-disk.ts';
import { prepareListing, prepareRequest } from './support/preparing.ts';

type Api = { url: string; key: string };

const kept = 'Gardé sur cet appareil';
const said = ['un', 'deux', 'trois', 'quatre', 'cinq'].map((n) => `Message ${n}`);

test('a phone that dies in airplane mode has said, asked and offered everything, once', async ({ newcomer, api }) => {
	test.slow();
	const [ada, bo] = [await newcomer('Ada'), await newcomer('Bo')];
	const drill = await lend(api, ada, 'Perceuse d’Ada');
	const talk = await borrow(api, bo, await lend(api, ada, 'Échelle d’Ada'), [20, 21]);
	const profile = await mkdtemp(join(tmpdir(), 'passerelle-airplane-'));
	const door = await openDoor(api.url);
	let phone = await startChromium(profile);
	try {
		const page = await phone.context.newPage();
		await bring(page, door.url, api, bo);
		for (const path of ['/', '/compte/mes-annonces', '/echanges', `/echanges/${talk}`]) {
			await page.goto(door.url + path, { waitUntil: 'networkidle' });
		}
		await installed(page);
		const asking = await phone.context.newPage();
		await prepareRequest(asking, drill, 30, 31, door.url);
		await prepareListing(page, 'Escabeau de Bo', door.url);

		door.shut(true);
		await phone.context.setOffline(true);
		await page.getByRole('button', { name: 'Mettre en ligne' }).click();
		await expect(page).toHaveURL(/\/compte\/mes-annonces/);
		await asking.getByRole('button', { name: 'Demander à emprunter' }).click();
		await expect(asking).toHaveURL(/\/echanges\//);
		await page.goto(`${door.url}/echanges/${talk}`);
		for (const words of said) {
			await page.getByLabel('Votre message').fill(words);
			await page.getByRole('button', { name: 'Envoyer' }).click();
			await expect(page.getByRole('log')).toContainText(words);
		}
		const photos = await bytesOnDisk(page, bo.id);
		expect(photos.length).toBeGreaterThanOrEqual(3);

		await phone.kill();
		phone = await startChromium(profile);
		await phone.context.setOffline(true);
		const again = await phone.context.newPage();
		await again.goto(`${door.url}/envois`);
		await expect(again.getByRole('list', { name: 'Envois, dans l’ordre' }).getByRole('listitem')).toHaveCount(7);
		await again.goto(`${door.url}/compte/mes-annonces`);
		await expect(again.getByRole('listitem').filter({ hasText: 'Escabeau de Bo' })).toContainText(kept);
		await again.goto(`${door.url}/echanges`);
		await expect(again.getByRole('main').getByRole('link', { name: /Perceuse d’Ada/ })).toContainText(kept);
		await again.goto(`${door.url}/echanges/${talk}`);
		for (const words of said) await expect(again.getByRole('log')).toContainText(words);
		await expect(again.getByRole('log').getByText(kept)).not.toHaveCount(0);

		door.shut(false);
		await phone.context.setOffline(false);
		await expect.poll(() => lying(again, bo.id), { timeout: 60_000 }).toEqual([]);
		expect(await written(api, ada, talk)).toEqual(said);
		const asked = await rows(api, ada, `reservations?listing_id=eq.${drill}&select=id`);
		expect(asked).toHaveLength(1);
		const offered = await rows<{ status: string; listing_photos: { path: string }[] }>(
			api,
			bo,
			`listings?owner_id=eq.${bo.id}&select=status,listing_photos(path)`
		);
		expect(offered).toMatchObject([{ status: 'published', listing_photos: [{}, {}, {}] }]);
		const paths = offered[0]!.listing_photos.flatMap(({ path }) => [path, path.replace(/\.webp$/, '-small.webp')]);
		expect((await Promise.all(paths.map((path) => hashAt(api, bo, path)))).sort()).toEqual(photos);

		// What the other person sees, in the order it was said.
		await ada.page.goto(`/echanges/${talk}`);
		await expect(ada.page.getByRole('log')).toContainText(said.at(-1)!);
		const seen = await ada.page.getByRole('log').innerText();
		expect([...seen.matchAll(/Message \S+/g)].map(([words]) => words)).toEqual(said);
	} finally {
		await phone.kill();
		door.close();
		await rm(profile, { recursive: true, force: true, maxRetries: 5 });
	}
});

/** The SHA-256 of every photograph that lies on a device unsent, sorted. */
function bytesOnDisk(page: Page, uid: string): Promise<string[]> {
	return page.evaluate(async (name) => {
		const database = await new Promise<IDBDatabase>((resolve) => {
			const opening = indexedDB.open(name);
			opening.onsuccess = () => resolve(opening.result);
		});
		const asked = database.transaction('blobs').objectStore('blobs').getAll() as IDBRequest<{ bytes: ArrayBuffer }[]>;
		await new Promise((resolve) => (asked.onsuccess = resolve));
		database.close();
		const hashes = asked.result.map(async ({ bytes }) =>
			[...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
				.map((byte) => byte.toString(16).padStart(2, '0'))
				.join('')
		);
		return (await Promise.all(hashes)).sort();
	}, `outbox:${uid}`);
}

/** The SHA-256 of a photograph as the server keeps it. */
async function hashAt({ url, key }: Api, { token }: Newcomer, path: string): Promise<string> {
	const headers = { apikey: key, authorization: `Bearer ${token}` };
	const answer = await fetch(`${url}/storage/v1/object/authenticated/photos/${path}`, { headers });
	expect(answer.status, path).toBe(200);
	return createHash('sha256')
		.update(Buffer.from(await answer.arrayBuffer()))
		.digest('hex');
}
