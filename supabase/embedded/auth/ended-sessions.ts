import type { Sql } from 'postgres';
import type { Serve, Shim } from '../api/serve.ts';

/**
 * Refuses a token whose session is over (signed out everywhere, account deleted) on the data and photo APIs, where
 * `@supabase/lite` looks at the signature and the date alone.
 */
export function refuseEndedSessions(sql: Sql): Shim {
	return (next: Serve) => async (request, visitor) => {
		const session = sessionOf(request.headers.get('authorization'));
		if (session && !(await isOpen(sql, session))) {
			const message = 'The session of this token is over';
			return Response.json({ code: 'PGRST301', message, details: null, hint: null }, { status: 401 });
		}
		return next(request, visitor);
	};
}

/** Whether the session exists still. */
export async function isOpen(sql: Sql, session: string): Promise<boolean> {
	const rows = await sql`select from auth.sessions where id = ${session}`;
	return rows.length > 0;
}

/** The session a bearer token claims, unverified: the API behind verifies the signature. */
function sessionOf(authorization: string | null): string | null {
	const claims = authorization?.match(/^Bearer [^.\s]+\.([^.\s]+)\.[^.\s]+$/)?.[1];
	if (!claims) return null;
	try {
		const { session_id: id } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { session_id?: unknown };
		return typeof id === 'string' && /^[0-9a-f-]{36}$/i.test(id) ? id : null;
	} catch {
		return null; // not a token: the API says so in its own words
	}
}
