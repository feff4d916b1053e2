import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { v7 as newId } from 'uuid';
import { inject } from 'vitest';

export { newId };

export const password = 'a-long-enough-one';

/** Someone signed in, with a client of their own. */
export interface Neighbour {
	id: string;
	email: string;
	client: SupabaseClient;
}

/** A client that keeps nothing and renews nothing by itself. */
export function visitor(): SupabaseClient {
	return createClient(inject('url'), inject('key'), {
		auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false }
	});
}

/** A new account, signed in. */
export async function neighbour(name: string): Promise<Neighbour> {
	const email = `${name.toLowerCase()}-${newId()}@contract.test`;
	const client = visitor();
	const { data, error } = await client.auth.signUp({ email, password, options: { data: { display_name: name } } });
	if (error || !data.user || !data.session) throw error ?? new Error('e-mail confirmations must be off');
	return { id: data.user.id, email, client };
}

/** A drill of this owner, lent by the day and published; answers its id. */
export async function publishedDrill(owner: Neighbour, title = 'Perceuse'): Promise<string> {
	const id = newId();
	const inserted = await owner.client.from('listings').insert({
		id,
		kind: 'loan',
		title,
		category_slug: 'outils-electroportatifs',
		commune_code: '35238'
	});
	if (inserted.error) throw inserted.error;
	const place = { listing_id: id, address: '1 rue de la Monnaie, Rennes', lat: 48.1113, lon: -1.68 };
	const placed = await owner.client.rpc('place_listing', place);
	if (placed.error) throw placed.error;
	const published = await owner.client.rpc('advance_listing', { listing_id: id, action: 'publish', op_id: newId() });
	if (published.error) throw published.error;
	return id;
}
