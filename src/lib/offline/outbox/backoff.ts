import { longestMs } from './lanes.ts';

const firstMs = 250;

/** How long to wait after the `attempts`th failure: doubling from 250 ms to a minute, spread by up to half so that devices do not return together. */
export function backoffMs(attempts: number, random: () => number): number {
	const whole = Math.min(longestMs.network, firstMs * 2 ** Math.min(Math.max(attempts - 1, 0), 20));
	return Math.round(whole * (0.5 + random() / 2));
}

/** The wait a `Retry-After` header asks for, in milliseconds, ten minutes at most; `null` when it says nothing usable. */
export function retryAfterMs(header: string | null, now: number): number | null {
	if (!header) return null;
	const seconds = Number(header);
	const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
	return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), longestMs.server) : null;
}
