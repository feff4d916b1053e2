import { randomUUID } from 'node:crypto';
import { ask } from './lending.ts';
import { demoPassword, type Newcomer } from './neighbourhood.ts';

type Api = { url: string; key: string };
type Somebody = Pick<Newcomer, 'token' | 'id'>;

/** A repair session that is under way, and somebody's shifts in it. */
export interface Session {
	id: string;
	slug: string;
	title: string;
}

/** An account that needs no browser of its own: whoever books from home. */
export async function account(api: Api, name: string): Promise<Somebody> {
	const response = await fetch(`${api.url}/auth/v1/signup`, {
		method: 'POST',
		headers: { apikey: api.key, 'content-type': 'application/json' },
		body: JSON.stringify({
			email: `${name.toLowerCase()}-${randomUUID().slice(0, 8)}@example.test`,
			password: demoPassword,
			data: { display_name: name, commune_code: '35238' }
		})
	});
	const session = (await response.json()) as { access_token: string; user: { id: string } };
	return { token: session.access_token, id: session.user.id };
}

/** `organiser` announces a repair session that begins in an hour, at which `repairer` repairs what plugs in. */
export async function announce(api: Api, organiser: Somebody, repairer: Somebody, title: string): Promise<Session> {
	const [id, shift] = [randomUUID(), randomUUID()];
	const hour = (offset: number) => new Date(Date.now() + offset * 3_600_000).toISOString();
	const changes = {
		kind: 'repair_session',
		title,
		address: '1 place de la Mairie, 35000 Rennes',
		commune_code: '35238',
		starts_at: hour(1),
		ends_at: hour(4)
	};
	const event = await ask<{ slug: string }>(api, organiser, 'rpc/save_event', { id, changes, op_id: randomUUID() });
	const shifts = [{ id: shift, role: 'repair', skill: 'electric', needed: 2 }];
	await ask(api, organiser, 'rpc/save_shifts', { event_id: id, shifts, op_id: randomUUID() });
	await ask(api, organiser, 'rpc/advance_event', { id, action: 'publish', op_id: randomUUID() });
	await ask(api, repairer, 'rpc/take_shift', { id: randomUUID(), shift_id: shift });
	return { id, slug: event.slug, title };
}

/** `name` books with one thing, to come an hour after the session began. Answers the visit. */
export async function book(api: Api, { id: event_id }: Session, name: string, thing: string): Promise<string> {
	const visitor = await account(api, name);
	const id = randomUUID();
	const items = [
		{ id: randomUUID(), product_category_id: 31, partner_product_category: thing, problem: 'ne marche plus' }
	];
	const arrival_at = new Date(Date.now() + 2 * 3_600_000).toISOString();
	await ask(api, visitor, 'rpc/book_visit', { id, event_id, arrival_at, items });
	return id;
}

/** What the database knows of a session, as `helper` may see it. */
export async function hallOf(
	api: Api,
	helper: Pick<Newcomer, 'token'>,
	{ id }: Session
): Promise<{
	visits: { name: string; state: string; ticket: number | null }[];
	items: {
		state: string;
		repair_status: number | null;
		repair_barrier: number | null;
		partner_product_category: string;
	}[];
}> {
	return ask(api, helper, 'rpc/session_pack', { event_id: id });
}
