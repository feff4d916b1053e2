import { randomUUID } from 'node:crypto';
import postgres, { type Sql, type TransactionSql } from 'postgres';
import { bringUpToDate } from '../../embedded/migrations.ts';

/** What somebody's attempt came to: the answer, or the database's word for no with its SQLSTATE. */
export type Attempt<T> = { answer: T; refusal?: never } | { answer?: never; refusal: string };

export interface Crowd {
	/** Ids of people with an account; the first one lends. */
	people: string[];
	/** As the database's owner. */
	sql: Sql;
	/** A published loan of the first person, with so many units; its id. */
	publish: (units?: number) => Promise<string>;
	/** Runs `command` as `person` would from the app, in a transaction of its own. */
	as: <T>(person: string, command: (tx: TransactionSql) => Promise<T[]>) => Promise<Attempt<T>>;
	leave: () => Promise<void>;
}

/** An up-to-date database with `size` people, reached by fifty connections. */
export async function crowd(url: string, size: number): Promise<Crowd> {
	const sql = postgres(url, { max: 50, onnotice: () => undefined });
	const setup = postgres(url, { max: 1, onnotice: () => undefined });
	await bringUpToDate(setup);
	await setup.end();
	const people = Array.from({ length: size }, () => randomUUID());
	await sql`
		insert into auth.users (id, email, email_confirmed_at, raw_user_meta_data)
		select id::uuid, id || '@crowd.test', now(), '{"display_name": "Quelqu’un", "commune_code": "35238"}'
		from unnest(${people}::text[]) as id`;

	async function publish(units = 1): Promise<string> {
		const id = randomUUID();
		await sql`
			insert into public.listings (id, owner_id, kind, title, category_slug, commune_code, units, status, published_at)
			values (${id}, ${people[0]!}, 'loan', 'Perceuse', 'bricolage', '35238', ${units}, 'published', now())`;
		return id;
	}

	async function as<T>(person: string, command: (tx: TransactionSql) => Promise<T[]>): Promise<Attempt<T>> {
		try {
			const rows = await sql.begin(async (tx) => {
				const claims = JSON.stringify({ sub: person, role: 'authenticated' });
				await tx`select set_config('request.jwt.claims', ${claims}, true), set_config('role', 'authenticated', true)`;
				return command(tx);
			});
			return { answer: (rows as T[])[0] as T };
		} catch (fault) {
			if (!(fault instanceof postgres.PostgresError)) throw fault;
			return { refusal: `${fault.code} ${fault.message}` };
		}
	}

	return { people, sql, publish, as, leave: () => sql.end() };
}
