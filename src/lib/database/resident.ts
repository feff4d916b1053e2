import { PostgrestClient } from '@supabase/postgrest-js';
import type { Address } from './address.ts';
import type { Db } from './client.ts';
import type { Database } from './types.generated.ts';

/** The database and the photographs as one resident, whatever session this device keeps meanwhile. */
export interface ResidentDb extends Db {
	/** Stores a photograph; one that is there already under this path is the same. @throws {PhotoRefused} */
	storePhoto(path: string, bytes: ArrayBuffer, mime: string, bucket?: Bucket): Promise<void>;
}

/** Photographs of listings, of the condition of what changed hands, of what is to be repaired, and of places that somebody passed. */
export type Bucket = 'photos' | 'condition-photos' | 'fault-photos' | 'place-photos';

/** What storage said instead of keeping a photograph. */
export class PhotoRefused extends Error {
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}
}

/**
 * Speaks with `token` and no other, or as a visitor without one: who signs in meanwhile sends nothing of somebody else's.
 * Light enough for the worker.
 */
export function residentDb({ url, key }: Address, token: string | null, fetch: typeof globalThis.fetch): ResidentDb {
	const headers = {
		apikey: key,
		...(token === null ? {} : { authorization: `Bearer ${token}` }),
		'X-Client-Info': 'passerelle'
	};
	const rows = new PostgrestClient<Database, { PostgrestVersion: '13' }, 'public'>(`${url}/rest/v1`, {
		fetch,
		retry: false,
		headers
	});
	return {
		from: rows.from.bind(rows),
		rpc: rows.rpc.bind(rows),
		async storePhoto(path, bytes, mime, bucket = 'photos') {
			const answer = await fetch(`${url}/storage/v1/object/${bucket}/${path}`, {
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
