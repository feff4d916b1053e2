import type { Operation } from '#lib/offline/outbox/operation.ts';
import { ownKey, placardKey, searchesKey } from './my-things.ts';
import { readAgain } from './read-again.ts';
import { listKey, oneKey } from './waiting.ts';

const atOnceMs = 1_000;

/** Has pages read again what arrived after it had waited; what arrives at once is read by the page that sent it. */
export function arrivals(): { look: (operations: Operation[]) => void; stop: () => void } {
	let seenAt = new Map<string, number>();
	let soon: ReturnType<typeof setTimeout> | undefined;
	return {
		look(operations) {
			const now = performance.now();
			const ids = new Set(operations.map(({ id }) => id));
			const arrived = [...seenAt].some(([id, at]) => !ids.has(id) && now - at > atOnceMs);
			// What was said without network waited, however short: the page that sent it had nothing to read then.
			const since = navigator.onLine ? now : -Infinity;
			seenAt = new Map([...ids].map((id) => [id, Math.min(seenAt.get(id) ?? now, since)]));
			if (!arrived) return;
			// A day's worth arrives in a burst: read once.
			clearTimeout(soon);
			soon = setTimeout(() => {
				void readAgain(listKey, oneKey, ownKey, searchesKey, placardKey);
			}, 300);
		},
		stop: () => clearTimeout(soon)
	};
}
