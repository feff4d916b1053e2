import type { Serve, Shim } from './serve.ts';

/** Letters, digits, `-._~` and `/` written in percent, which no client of ours does. */
const disguised = /%(?:2[def]|3[0-9]|[46][1-9a-f]|[57][0-9a]|5f|7e)/i;

/** Refuses a path that spells plain letters in percent: the router would read it, and the shims would not. */
export const refuseDisguisedPaths: Shim = (next: Serve) => async (request, visitor) =>
	disguised.test(new URL(request.url).pathname)
		? Response.json({ message: 'Bad request' }, { status: 400 })
		: next(request, visitor);
