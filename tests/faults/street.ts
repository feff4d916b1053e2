import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import postgres, { type Sql } from 'postgres';
import { v7 as newId } from 'uuid';
import { openBackend } from '#embedded/backend.ts';
import { secretsOf } from '#embedded/secrets.ts';
import { throwAwayPostgres } from '#embedded/throw-away.ts';

/** The real embedded backend on an empty database, and its owner's hand on the tables. */
export interface Street {
	url: string;
	key: string;
	sql: Sql;
	serve(request: Request): Promise<Response>;
	/** Somebody with an account. */
	resident(name: string): Promise<string>;
	/** A new session of theirs, as auth-js keeps it; `endedToken`: the database takes its token for too old. */
	signIn(uid: string, now: number, endedToken?: boolean): Promise<string>;
	/** Ends every session of theirs, as signing out everywhere does. */
	revoke(uid: string): Promise<void>;
	/** A thing of theirs to borrow. */
	listing(owner: string): Promise<string>;
	/** A thing of theirs that `borrower` has for a year. */
	lentOut(owner: string, borrower: string): Promise<string>;
	/** A conversation about a listing. */
	talk(listing: string, owner: string, other: string): Promise<string>;
	/** A repair session under way that one runs and the other helps at. */
	session(organiser: string, helper: string): Promise<string>;
	close(): Promise<void>;
}

/** Opens one; it lasts for any number of seeds. */
export async function openStreet(): Promise<Street> {
	const database = await throwAwayPostgres();
	const dataDir = await mkdtemp(join(tmpdir(), 'passerelle-faults-'));
	const backend = await openBackend({
		dataDir,
		databaseUrl: database.url,
		siteUrl: 'http://localhost',
		demo: false,
		limits: false,
		report: () => undefined
	});
	const { jwtSecret } = await secretsOf(dataDir);
	const sql = postgres(database.url, { max: 1, onnotice: () => undefined });

	const token = (uid: string, session: string, ended: boolean) =>
		new SignJWT({ role: 'authenticated', email: `${uid}@faults.test`, session_id: session })
			.setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
			.setSubject(uid)
			.setAudience('authenticated')
			.setIssuedAt(Math.floor(Date.now() / 1000) - 7200)
			.setExpirationTime(Math.floor(Date.now() / 1000) + (ended ? -3600 : 3600))
			.sign(new TextEncoder().encode(jwtSecret));

	return {
		url: 'http://localhost',
		key: backend.publishableKey,
		sql,
		serve: (request) => backend.serve(request, { address: '127.0.0.1' }),
		async resident(name) {
			const uid = newId();
			await sql`
				insert into auth.users (id, aud, role, email, email_confirmed_at, raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
				values (${uid}, 'authenticated', 'authenticated', ${`${uid}@faults.test`}, now(), '{"provider":"email","providers":["email"]}',
					${sql.json({ display_name: name, commune_code: '35238' })}, now(), now())`;
			return uid;
		},
		async signIn(uid, now, endedToken = false) {
			const [session, refresh] = [newId(), newId()];
			await sql`insert into auth.sessions (id, user_id, created_at, updated_at) values (${session}, ${uid}, now(), now())`;
			await sql`
				insert into auth.refresh_tokens (id, token, user_id, session_id, revoked, created_at, updated_at)
				values (${newId()}, ${refresh}, ${uid}, ${session}, false, now(), now())`;
			return JSON.stringify({
				access_token: await token(uid, session, endedToken),
				refresh_token: refresh,
				token_type: 'bearer',
				expires_in: 3600,
				expires_at: Math.floor(now / 1000) + 3600,
				user: { id: uid }
			});
		},
		async revoke(uid) {
			await sql`delete from auth.sessions where user_id = ${uid}`;
			await sql`delete from auth.refresh_tokens where user_id = ${uid}`;
		},
		async listing(owner) {
			const id = newId();
			await sql`
				insert into public.listings (id, owner_id, kind, title, category_slug, commune_code, units, status, published_at)
				values (${id}, ${owner}, 'loan', 'Perceuse', 'bricolage', '35238', 2, 'published', now())`;
			return id;
		},
		async lentOut(owner, borrower) {
			const id = newId();
			await sql`
				insert into public.listings (id, owner_id, kind, title, category_slug, commune_code, status, published_at)
				values (${id}, ${owner}, 'loan', 'Scie', 'bricolage', '35238', 'published', now())`;
			await sql`
				insert into public.reservations (id, listing_id, kind, unit, owner_id, borrower_id, during, state, respond_by)
				values (${newId()}, ${id}, 'loan', 1, ${owner}, ${borrower}, tstzrange(now(), now() + interval '2 years'), 'handed_over', now())`;
			return id;
		},
		async talk(listing, owner, other) {
			const id = newId();
			await sql`insert into public.conversations (id, listing_id, opened_by) values (${id}, ${listing}, ${other})`;
			await sql`
				insert into public.participants (conversation_id, person_id) values (${id}, ${owner}), (${id}, ${other})`;
			return id;
		},
		async session(organiser, helper) {
			const [id, shift] = [newId(), newId()];
			await sql`
				insert into public.events (id, slug, organiser_id, kind, title, address, commune_code, starts_at, ends_at, state, published_at)
				values (${id}, ${`repair-${id}`}, ${organiser}, 'repair_session', 'Repair café', 'Mairie', '35238',
					now() - interval '1 hour', now() + interval '3 hours', 'live', now())`;
			await sql`insert into public.shifts (id, event_id, role, skill, needed, taken) values (${shift}, ${id}, 'repair', 'electric', 2, 1)`;
			await sql`insert into public.shift_signups (id, shift_id, person_id) values (${newId()}, ${shift}, ${helper})`;
			return id;
		},
		async close() {
			await sql.end();
			await backend.close();
			await database.stop();
			await rm(dataDir, { recursive: true, force: true });
		}
	};
}
