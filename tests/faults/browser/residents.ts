import { randomUUID } from 'node:crypto';
import { demoPassword, type Newcomer } from '../../support/neighbourhood.ts';
import { borrow, lend } from '../../support/lending.ts';

type Api = { url: string; key: string };

/** Somebody with an account, and the right to ask the API as them whatever happens to their devices. */
export type Resident = Pick<Newcomer, 'id' | 'name' | 'email' | 'token'>;

/** Two neighbours who lend each other something, and talk about it. */
export interface Neighbours {
	api: Api;
	ada: Resident;
	bo: Resident;
	/** What the other one lends, by who asks for it. */
	wanted: Map<Resident, string>;
	/** The exchange they talk in; Bo may accept it. */
	exchange: string;
}

/** Opens two accounts with what they need. */
export async function introduce(api: Api): Promise<Neighbours> {
	const [ada, bo] = [await join(api, 'Ada'), await join(api, 'Bo')];
	const [drill, saw] = [await lend(api, bo, 'Perceuse de Bo'), await lend(api, ada, 'Scie d’Ada')];
	const exchange = await borrow(api, ada, drill, [20, 21]);
	return { api, ada, bo, wanted: new Map([[ada, drill] as const, [bo, saw] as const]), exchange };
}

/** A new session of theirs, as the app keeps it. */
export async function sessionOf(api: Api, { email }: Pick<Resident, 'email'>): Promise<object> {
	return entry(api, 'token?grant_type=password', { email, password: demoPassword });
}

/** Ends every session of theirs: none can be renewed. The one they ask the API with is another from then on. */
export async function endSessions(api: Api, who: Resident): Promise<void> {
	const headers = { apikey: api.key, authorization: `Bearer ${who.token}` };
	await fetch(`${api.url}/auth/v1/logout?scope=global`, { method: 'POST', headers });
	who.token = ((await sessionOf(api, who)) as { access_token: string }).access_token;
}

/** Rows as `who` sees them. */
export async function rows<Row>(api: Api, { token }: Resident, path: string): Promise<Row[]> {
	const headers = { apikey: api.key, authorization: `Bearer ${token}` };
	const response = await fetch(`${api.url}/rest/v1/${path}`, { headers });
	if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
	return (await response.json()) as Row[];
}

async function join(api: Api, name: string): Promise<Resident> {
	const email = `${name.toLowerCase()}-${randomUUID()}@faults.test`;
	const data = { display_name: name, commune_code: '35238' };
	const session = await entry(api, 'signup', { email, password: demoPassword, data });
	const { access_token: token, user } = session as { access_token: string; user: { id: string } };
	return { id: user.id, name, email, token };
}

async function entry(api: Api, path: string, body: object): Promise<object> {
	const headers = { apikey: api.key, 'content-type': 'application/json' };
	const response = await fetch(`${api.url}/auth/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
	if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
	return (await response.json()) as object;
}
