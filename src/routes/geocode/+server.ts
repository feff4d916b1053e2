// Looks an address up for somebody who fills in theirs. Asked in a body, so that no address stands in a log.
import { error, json } from '@sveltejs/kit';
import { z } from 'zod';
import { publicDb } from '#lib/database/client.ts';
import { locate, publicGeocoder } from '#lib/server/geocoder.ts';
import { Turnstile } from '#lib/server/turnstile.ts';
import { communesAmong } from '#lib/territory/data/communes.ts';
import type { RequestHandler } from './$types';

const asked = z.union([
	z.strictObject({ text: z.string().trim().min(3).max(200) }),
	z.strictObject({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) })
]);

// The base allows 50 a second from one address, which is all of ours.
const everyone = new Turnstile(40, 40);
const each = new Turnstile(10, 1);

export const POST: RequestHandler = async ({ request, url, getClientAddress }) => {
	const body = asked.safeParse(await request.json().catch(() => null));
	if (!body.success) error(400);
	const seconds = each.wait(getClientAddress(), Date.now()) || everyone.wait('', Date.now());
	if (seconds) return tooMany(seconds);
	const isHere = async (codes: string[]) => {
		const communes = await communesAmong(publicDb(url.origin), codes);
		return new Set(communes.map(({ code }) => code));
	};
	const found = await locate(body.data, isHere, process.env.GEOCODER_BASE_URL || publicGeocoder);
	if (found.kind === 'busy') return tooMany(found.retryAfterSeconds);
	return json(found, { headers: { 'cache-control': 'no-store' } });
};

function tooMany(seconds: number): Response {
	return new Response(null, { status: 429, headers: { 'retry-after': String(seconds), 'cache-control': 'no-store' } });
}
