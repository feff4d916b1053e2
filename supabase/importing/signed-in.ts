import type { Db } from '#lib/database/client.ts';
import { addressFrom, clientAt } from './address.ts';

/**
 * The database as the resident that the environment names sees it.
 * @throws {Error} in words: no name, no server, not let in
 */
export async function signedInFrom(env: NodeJS.ProcessEnv): Promise<Db> {
	const { IMPORT_EMAIL: email, IMPORT_PASSWORD: password } = env;
	if (!email || !password) throw new Error('IMPORT_EMAIL and IMPORT_PASSWORD say as whom.');
	const { url, publishableKey } = await addressFrom(env);
	const response = await fetch(`${url}/auth/v1/token?grant_type=password`, {
		method: 'POST',
		headers: { apikey: publishableKey, 'content-type': 'application/json' },
		body: JSON.stringify({ email, password })
	});
	if (!response.ok) throw new Error(`${email} is not let in (${response.status}).`);
	const { access_token: token } = (await response.json()) as { access_token: string };
	return clientAt(url, { apikey: publishableKey, authorization: `Bearer ${token}` });
}
