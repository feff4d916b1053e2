/**
 * `node tests/verify-draw.ts <address> <listing id>`: holds the draw of a gift again from what anybody may read of it.
 * On purpose it shares no line with the product: only Node and the recipe of the page `/tirages/<listing id>`.
 */
import { createHash } from 'node:crypto';

/** What the database publishes of a draw. */
export interface PublishedDraw {
	seed_hash: string;
	seed: string | null;
	tickets: string[] | null;
	winners: number | null;
}

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/** The number of a request: the first 16 digits of the SHA-256 of the 16 bytes of its id. */
export function ticketOf(requestId: string): string {
	const bytes = Buffer.from(requestId.replaceAll('-', ''), 'hex');
	return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

/** The numbers that win, found again. @throws when the seed is not the one that was announced, or was not shown */
export function winnersOf({ seed_hash: hash, seed, tickets, winners }: PublishedDraw): string[] {
	if (!seed || !tickets || winners === null) throw new Error('not drawn yet');
	if (sha256(seed) !== hash) throw new Error('not the seed whose hash was announced');
	const keyed = tickets.map((ticket) => ({ ticket, key: sha256(seed + ticket) }));
	keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
	return keyed.slice(0, winners).map(({ ticket }) => ticket);
}

/** Reads a draw as anybody may. */
export async function readPublished(address: string, key: string, listingId: string): Promise<PublishedDraw> {
	const response = await fetch(`${address}/rest/v1/rpc/gift_draw`, {
		method: 'POST',
		headers: { apikey: key, 'content-type': 'application/json' },
		body: JSON.stringify({ listing_id: listingId })
	});
	const [draw] = (await response.json()) as PublishedDraw[];
	if (!draw) throw new Error('no such draw');
	return draw;
}

if (import.meta.main) {
	const [address = '', listingId = ''] = process.argv.slice(2);
	const health = (await (await fetch(`${address}/healthz`)).json()) as { supabase: { publishableKey: string } };
	const draw = await readPublished(address, health.supabase.publishableKey, listingId);
	const found = winnersOf(draw);
	const published = draw.tickets!.slice(0, draw.winners!);
	console.log(`drawn again: ${found.join(' ')}`);
	console.log(`published:   ${published.join(' ')}`);
	process.exitCode = found.join() === published.join() ? 0 : 1;
}
