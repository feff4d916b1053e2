import { randomUUID } from 'node:crypto';
import { day, type Newcomer } from './neighbourhood.ts';

type Api = { url: string; key: string };

/** What `who` asks the API for, past the screens. @throws with what it said when it said no */
export async function ask<T = unknown>(api: Api, who: Pick<Newcomer, 'token'>, path: string, body: object): Promise<T> {
	const response = await fetch(`${api.url}/rest/v1/${path}`, {
		method: 'POST',
		headers: { apikey: api.key, authorization: `Bearer ${who.token}`, 'content-type': 'application/json' },
		body: JSON.stringify(body)
	});
	const text = await response.text();
	if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
	return (text ? JSON.parse(text) : undefined) as T;
}

/** A thing that `owner` lends, of which there is one; answers its id. */
export async function lend(api: Api, owner: Pick<Newcomer, 'token'>, title: string): Promise<string> {
	const id = randomUUID();
	const category_slug = 'outils-electroportatifs';
	await ask(api, owner, 'listings', { id, kind: 'loan', title, category_slug, commune_code: '35238' });
	await ask(api, owner, 'rpc/advance_listing', { listing_id: id, action: 'publish', op_id: randomUUID() });
	return id;
}

/** `borrower` asks for the days `from` to `until` from now, both included; answers the exchange. */
export async function borrow(
	api: Api,
	borrower: Pick<Newcomer, 'token'>,
	listingId: string,
	[from, until]: [number, number]
): Promise<string> {
	const id = randomUUID();
	const [starts_at, ends_at] = [midnight(from), midnight(until + 1)];
	await ask(api, borrower, 'rpc/request_reservation', { id, listing_id: listingId, starts_at, ends_at });
	return id;
}

/** `owner` says yes to an exchange. */
export async function accept(api: Api, owner: Pick<Newcomer, 'token'>, id: string): Promise<void> {
	await ask(api, owner, 'rpc/advance_reservation', { id, action: 'accept', op_id: randomUUID() });
}

/** The instant at which a day begins in Paris. */
function midnight(offset: number): string {
	const noon = new Date(`${day(offset)}T12:00:00Z`);
	const hour = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', hour: 'numeric', hourCycle: 'h23' });
	const ahead = parseInt(hour.format(noon)) - 12;
	return new Date(Date.parse(`${day(offset)}T00:00:00Z`) - ahead * 3_600_000).toISOString();
}
