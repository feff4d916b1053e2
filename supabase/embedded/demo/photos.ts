import { readFile } from 'node:fs/promises';
import { SignJWT } from 'jose';
import type { Sql } from 'postgres';
import type { Serve } from '../api/serve.ts';
import type { Secrets } from '../secrets.ts';
import { sidesOf } from '../storage/webp.ts';

const folder = new URL('./photos/', import.meta.url);
/** Ids of the demo listings: the last digits are those of `demo-NNN`. */
const demoIds = '00000000-0000-7000-8000-';
const atOnce = 4;

interface Unillustrated {
	id: string;
	owner: string;
}

interface Wiring {
	sql: Sql;
	serve: Serve;
	secrets: Secrets;
}

/**
 * Puts the demo listings' pictures where residents' photos go, as their owners would: through the API, under the
 * policies. A listing that has its row has its files; so this can be cut at any point and called again.
 * @throws {Error} when the API refuses one
 */
export async function hangDemoPhotos(wiring: Wiring): Promise<void> {
	const waiting = await wiring.sql<Unillustrated[]>`
		select l.id, l.owner_id as owner from public.listings l
		where l.id::text like ${`${demoIds}%`} and not exists (select from public.listing_photos p where p.listing_id = l.id)
		order by l.id`;
	const next = async (): Promise<void> => {
		const listing = waiting.shift();
		if (!listing) return;
		await hang(wiring, listing);
		return next();
	};
	await Promise.all(Array.from({ length: atOnce }, next));
}

async function hang({ serve, secrets }: Wiring, { id, owner }: Unillustrated): Promise<void> {
	const name = `demo-${id.slice(-3)}`;
	const [full, small] = await Promise.all([pictureOf(`${name}.webp`), pictureOf(`${name}-small.webp`)]);
	if (!full || !small) return;
	const token = await tokenOf(owner, secrets);
	const send = async (path: string, type: string, body: BodyInit) => {
		const headers = { apikey: secrets.publishableKey, authorization: `Bearer ${token}`, 'content-type': type };
		const request = new Request(`http://localhost${path}`, { method: 'POST', headers, body });
		const answer = await serve(request, { address: '127.0.0.1' });
		if (answer.ok) return;
		const said = (await answer.json()) as { statusCode?: string; message?: string };
		if (said.statusCode !== '409') throw new Error(`${name}: ${said.message}`); // 409: sent before we were cut
	};
	const path = `${owner}/${id}/photo.webp`;
	await send(`/storage/v1/object/photos/${path}`, 'image/webp', full);
	await send(`/storage/v1/object/photos/${path.replace('.webp', '-small.webp')}`, 'image/webp', small);
	const row = { listing_id: id, position: 0, path, ...sidesOf(full) };
	await send('/rest/v1/listing_photos', 'application/json', JSON.stringify(row));
}

async function pictureOf(name: string): Promise<Uint8Array<ArrayBuffer> | null> {
	const bytes = await readFile(new URL(name, folder)).catch(() => null); // not drawn
	return bytes && new Uint8Array(bytes);
}

/** What the owner would have after signing in, for a minute, without hashing fifty passwords. */
function tokenOf(owner: string, { jwtSecret }: Secrets): Promise<string> {
	return new SignJWT({ role: 'authenticated', aud: 'authenticated' })
		.setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
		.setSubject(owner)
		.setIssuedAt()
		.setExpirationTime('1 minute')
		.sign(new TextEncoder().encode(jwtSecret));
}
