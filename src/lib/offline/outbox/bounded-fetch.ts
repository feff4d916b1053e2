import { retryAfterMs } from './backoff.ts';
import type { World } from './world.ts';

const answersWithinMs = 20_000;
/** A photograph takes its time on a poor network. */
const uploadsWithinMs = 120_000;
const hasNoBody = [204, 205, 304];

/**
 * `fetch` that ends: whoever has not answered in whole by then is not waited for.
 * @param onbusy hears how long the server asks to be left alone
 */
export function boundedFetch(
	world: World,
	fetch: typeof globalThis.fetch,
	onbusy: (ms: number) => void
): typeof globalThis.fetch {
	return async (input, init) => {
		const end = new AbortController();
		const limit = init?.body instanceof ArrayBuffer ? uploadsWithinMs : answersWithinMs;
		const stop = world.after(limit, () => end.abort());
		try {
			const answer = await fetch(input, { ...init, signal: end.signal });
			const pause = answer.ok ? null : retryAfterMs(answer.headers.get('retry-after'), world.now());
			if (pause !== null) onbusy(pause);
			// Chromium gives 204 a body, and refuses to make a Response of the two.
			if (hasNoBody.includes(answer.status)) return answer;
			// Here, so that a body which never ends is cut as well.
			return new Response(await answer.arrayBuffer(), answer);
		} finally {
			stop();
		}
	};
}
