import { setTimeout as pause } from 'node:timers/promises';
import type { Serve, Shim } from '../api/serve.ts';

/** Longer than hashing a password or keeping a mail takes here. */
const atLeastMs = 400;

/**
 * Answers alike, and as fast, whether an e-mail has an account or not: a refused password, a code asked for, a
 * recovery. (Sign-up without confirmation must differ, since one of the two signs in; with confirmations, as in
 * production, it does not.)
 */
export const answerStrangersAlike: Shim = (next: Serve) => async (request, visitor) => {
	const asked = request.method === 'POST' ? new URL(request.url).pathname : '';
	const isMail = /^\/auth\/v1\/(?:otp|recover|magiclink)$/.test(asked);
	if (!isMail && asked !== '/auth/v1/token') return next(request, visitor);

	const startedAt = performance.now();
	const answer = await next(request, visitor);
	if (answer.ok && !isMail) return answer;
	await pause(Math.max(0, atLeastMs - (performance.now() - startedAt)));
	const isStranger = isMail && answer.headers.get('x-sb-error-code') === 'otp_disabled';
	return isStranger ? Response.json({}) : answer;
};
