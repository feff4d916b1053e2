import { withBody, type Serve, type Shim } from '../api/serve.ts';
import { Attempts, type Limit } from './attempts.ts';

const MINUTE = 60_000;

/** Guessing a password or a code; asking for a mail; renewing a session. */
type Kind = 'guess' | 'mail' | 'renew';

/** Per address and e-mail: what one person's mistakes need. Per address: a whole library behind one router. */
const limits: Record<Kind, { each: Limit; address: Limit }> = {
	guess: { each: { most: 10, windowMs: 5 * MINUTE }, address: { most: 100, windowMs: 5 * MINUTE } },
	mail: { each: { most: 5, windowMs: 15 * MINUTE }, address: { most: 60, windowMs: 60 * MINUTE } },
	renew: { each: { most: 150, windowMs: 5 * MINUTE }, address: { most: 600, windowMs: 5 * MINUTE } }
};

/**
 * Slows down whoever guesses passwords and codes or fills mailboxes: `@supabase/lite` counts nothing.
 * Answers 429 in the words of Supabase Auth, with `retry-after` in seconds.
 */
export function limitAttempts(now: () => number = Date.now): Shim {
	const counters = Object.entries(limits).map(
		([kind, { each, address }]) =>
			[kind, { each: new Attempts(each, now), address: new Attempts(address, now) }] as const
	);
	const counting = new Map<string, { each: Attempts; address: Attempts }>(counters);

	return (next: Serve) => async (request, visitor) => {
		const kind = kindOf(request);
		if (!kind) return next(request, visitor);
		const text = await request.text();
		const { each, address } = counting.get(kind)!;
		const waitMs = Math.max(each.note(`${visitor.address} ${emailIn(text)}`), address.note(visitor.address));
		return waitMs > 0 ? tooMany(kind, waitMs) : next(withBody(request, text), visitor);
	};
}

function kindOf(request: Request): Kind | null {
	if (request.method !== 'POST') return null;
	const { pathname, searchParams } = new URL(request.url);
	if (pathname === '/auth/v1/token') return searchParams.get('grant_type') === 'refresh_token' ? 'renew' : 'guess';
	if (pathname === '/auth/v1/verify') return 'guess';
	return /^\/auth\/v1\/(?:signup|otp|magiclink|recover|resend)$/.test(pathname) ? 'mail' : null;
}

function emailIn(text: string): string {
	try {
		const { email } = JSON.parse(text) as { email?: unknown };
		return typeof email === 'string' ? email.trim().toLowerCase() : '';
	} catch {
		return ''; // not JSON: counted for the address all the same
	}
}

function tooMany(kind: Kind, waitMs: number): Response {
	const error_code = kind === 'mail' ? 'over_email_send_rate_limit' : 'over_request_rate_limit';
	const body = { code: 429, error_code, msg: 'Request rate limit reached' };
	const headers = { 'retry-after': String(Math.ceil(waitMs / 1000)), 'x-sb-error-code': error_code };
	return Response.json(body, { status: 429, headers });
}
