import { PostgrestClient } from '@supabase/postgrest-js';
import type { Address } from './address.ts';
import type { Db } from './client.ts';
import type { Database } from './types.generated.ts';

/** The database and the photographs as one resident, whatever session this device keeps meanwhile. */
export interface ResidentDb extends Db {
	/** Stores a photograph; one that is there already under this path is the same. @throws {PhotoRefused} */
	storePhoto(path: string, bytes: ArrayBuffer, mime: string): Promise<void>;
}

/** What storage said instead of keeping a photograph. */
export class PhotoRefused extends Error {
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}
}

/** Speaks with `token` and no other: who signs in meanwhile sends nothing of somebody else's. Light enough for the worker. */
export function residentDb({ url, key }: Address, token: string, fetch: typeof globalThis.fetch): ResidentDb {
	const headers = { apikey: key, authorization: `Bearer ${token}`, 'X-Client-Info': 'passerelle' };
	const rows = new PostgrestClient<Database, { PostgrestVersion: '13' }, 'public'>(`${url}/rest/v1`, {
		fetch,
		retry: false,
		headers
	});
	return {
		from: rows.from.bind(rows),
		rpc: rows.rpc.bind(rows),
		async storePhoto(path, bytes, mime) {
			const answer = await fetch(`${url}/storage/v1/object/photos/${path}`, {
				method: 'POST',
				headers: { ...headers, 'content-type': mime },
				body: bytes
			});
			if (answer.ok) return;
			// Storage answers 400 and says the real status inside.
			const said = (await answer.json().catch(() => ({}))) as { statusCode?: string; message?: string };
			const status = Number(said.statusCode) || answer.status;
			if (status !== 409) throw new PhotoRefused(status, said.message ?? '');
		}
	};
}
