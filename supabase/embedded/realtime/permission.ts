import { jwtVerify, type JWTPayload } from 'jose';
import type { Sql, TransactionSql } from 'postgres';
import { isOpen } from '../auth/ended-sessions.ts';

/** Leave to listen, until a moment in ms since the epoch. */
export interface Leave {
	untilMs: number;
}

/** Thrown to undo the probing transaction while keeping its answer. */
class Undo extends Error {
	readonly allowed: boolean;
	constructor(allowed: boolean) {
		super('undone on purpose');
		this.allowed = allowed;
	}
}

/** Decides who may listen to which topic, by the policies on `realtime.messages`. */
export class Permission {
	readonly #sql: Sql;
	readonly #secret: Uint8Array;
	readonly #publishableKey: string;

	constructor(sql: Sql, jwtSecret: string, publishableKey: string) {
		this.#sql = sql;
		this.#secret = new TextEncoder().encode(jwtSecret);
		this.#publishableKey = publishableKey;
	}

	/** Leave for the bearer of `token` to listen to `topic`, or `null`. */
	async toListen(topic: string, token: unknown): Promise<Leave | null> {
		const claims = await this.#claimsOf(token);
		if (!claims || !(await this.#policiesAllow(topic, claims))) return null;
		return { untilMs: claims.exp ? claims.exp * 1000 : Infinity };
	}

	async #claimsOf(token: unknown): Promise<JWTPayload | null> {
		if (token === undefined || token === null || token === this.#publishableKey) return { role: 'anon' };
		if (typeof token !== 'string') return null;
		try {
			const { payload } = await jwtVerify(token, this.#secret, { algorithms: ['HS256'] });
			const session = payload.session_id;
			return typeof session !== 'string' || (await isOpen(this.#sql, session)) ? payload : null;
		} catch {
			return null; // forged, expired or cut short: all the same to us
		}
	}

	/** The probe that hosted Realtime makes: would this person read a message of this topic? Nothing stays of it. */
	async #policiesAllow(topic: string, claims: JWTPayload): Promise<boolean> {
		try {
			await this.#sql.begin(async (probe) => {
				const [message] = await probe`
					insert into realtime.messages (topic, extension, private) values (${topic}, 'broadcast', true) returning id::text`;
				await actAs(probe, claims, topic);
				const seen = await probe`select from realtime.messages where id = ${message!.id}::uuid`;
				throw new Undo(seen.length === 1);
			});
		} catch (thrown) {
			if (thrown instanceof Undo) return thrown.allowed;
			const { code } = thrown as { code?: string };
			if (code === '42501' || code?.startsWith('22')) return false;
			throw thrown;
		}
		return false;
	}
}

async function actAs(probe: TransactionSql, claims: JWTPayload, topic: string): Promise<void> {
	const role = claims.role === 'authenticated' ? 'authenticated' : 'anon';
	await probe`select
		set_config('realtime.topic', ${topic}, true),
		set_config('request.jwt.claims', ${JSON.stringify(claims)}, true),
		set_config('request.jwt.claim.sub', ${claims.sub ?? ''}, true),
		set_config('request.jwt.claim.role', ${role}, true),
		set_config('role', ${role}, true)`;
}
