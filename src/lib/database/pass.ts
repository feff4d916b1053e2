import type { World } from '#lib/offline/outbox/world.ts';
import type { Address } from './address.ts';

/** The right to speak as a resident, as kept on this device. */
export interface Pass {
	uid: string;
	token: string;
}

/** What is read of a session, in the shape that auth-js keeps it. */
interface Session {
	access_token: string;
	refresh_token: string;
	/** Seconds since the epoch. */
	expires_at?: number;
}

interface Keeping {
	getItem(key: string): Promise<string | null>;
	setItem(key: string, value: string): Promise<void>;
}

/** Where passes come from. Both answer `null` when there is no session, or it is over; both throw when nobody could be asked. */
export interface PassOffice {
	pass(): Promise<Pass | null>;
	/** A pass other than the one that was just turned down. */
	renewed(turnedDown: Pass): Promise<Pass | null>;
}

const renewBeforeMs = 60_000;
/** Renewing is one request of 20 seconds at most: whoever holds the lock for longer is frozen. */
const frozenMs = 30_000;

/**
 * Reads the session that `storage` keeps and renews it before it ends, one page at a time: whoever waited for the lock
 * finds it renewed. A session that cannot be renewed stays where it is: an end is not a sign-out.
 */
export function passOffice(from: {
	storage: Keeping;
	address: () => Address;
	fetch: typeof globalThis.fetch;
	world: Pick<World, 'now' | 'after' | 'locks'>;
}): PassOffice {
	const { storage, fetch } = from;
	const { now, after, locks } = from.world;
	/** The refresh token that was turned down: asking again would only count as an attempt. */
	let over: string | undefined;
	let renewing: Promise<Pass | null> | undefined;

	async function kept(): Promise<Session | null> {
		const text = await storage.getItem('session');
		return text ? (JSON.parse(text) as Session) : null;
	}

	async function exclusively<T>(work: () => Promise<T>): Promise<T> {
		if (!locks) return work();
		const patience = new AbortController();
		const stop = after(frozenMs, () => patience.abort());
		let granted = false;
		const holding = () => {
			granted = true;
			stop();
			return work();
		};
		try {
			return await locks.request('auth', { signal: patience.signal }, holding);
		} catch (error) {
			if (granted || !patience.signal.aborted) throw error;
			return locks.request('auth', { steal: true }, holding);
		}
	}

	async function renew(isGood: (session: Session) => boolean): Promise<Pass | null> {
		const session = await kept();
		if (!session || session.refresh_token === over) return null;
		if (isGood(session)) return passIn(session);
		const { url, key } = from.address();
		const answer = await fetch(`${url}/auth/v1/token?grant_type=refresh_token`, {
			method: 'POST',
			headers: { apikey: key, 'content-type': 'application/json' },
			body: JSON.stringify({ refresh_token: session.refresh_token })
		});
		if ([400, 401, 403, 404, 422].includes(answer.status)) {
			over = session.refresh_token;
			return null;
		}
		if (!answer.ok) throw Object.assign(new Error('the session could not be renewed'), { status: answer.status });
		const fresh = (await answer.json()) as Session & { expires_in: number };
		// By this device's clock: with the server's, a clock that is an hour ahead would renew before every request.
		const expires = Math.floor(now() / 1000) + fresh.expires_in;
		// Somebody else may have signed in, or this one out, while the answer was under way.
		if ((await kept())?.refresh_token !== session.refresh_token) return pass();
		await storage.setItem('session', JSON.stringify({ ...session, ...fresh, expires_at: expires }));
		return passIn(fresh);
	}

	// What waits in several lanes of a page asks once.
	function renewOnce(isGood: (session: Session) => boolean): Promise<Pass | null> {
		return (renewing ??= exclusively(() => renew(isGood)).finally(() => (renewing = undefined)));
	}

	async function pass(): Promise<Pass | null> {
		const session = await kept();
		if (!session) return null;
		const isGood = ({ expires_at: until = 0 }: Session) => until * 1000 - now() > renewBeforeMs;
		return isGood(session) ? passIn(session) : renewOnce(isGood);
	}

	return {
		pass,
		renewed: ({ token }) => renewOnce(({ access_token: other }) => other !== token)
	};
}

/** Whose a token is, from the token itself. */
function passIn({ access_token: token }: Session): Pass | null {
	const claims = token.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/');
	const { sub } = JSON.parse(atob(claims ?? '')) as { sub?: string };
	return sub ? { uid: sub, token } : null;
}
