import { isRefusal } from '#lib/errors/refusal.ts';

/** How long after what one came for; after something changed; and at the soonest when nothing is known to have. */
const soonMs = 2_000;
const changedMs = 10_000;
const againMs = 3 * 60_000;
/** After a reading that failed: it goes on where the last one stopped. */
const retryMs = 30_000;

/** Keeps what concerns `me` on this device for as long as the app is open: one page at a time, when it has nothing else to do. */
export function keepingMine(me: string): { hear: (changed: boolean) => void; stop: () => void } {
	let stopped = false;
	let due = Infinity;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let last = -Infinity;

	function at(when: number) {
		if (stopped || when >= due) return;
		due = when;
		clearTimeout(timer);
		timer = setTimeout(whenIdle, Math.max(0, when - Date.now()));
	}

	function whenIdle() {
		// Safari has no idle time to tell of.
		if ('requestIdleCallback' in globalThis) requestIdleCallback(() => void round(), { timeout: 5_000 });
		else void round();
	}

	async function round() {
		due = Infinity;
		if (stopped || !navigator.onLine) return;
		last = Date.now();
		try {
			const { keepMine } = await import('./keep-mine.ts');
			await alone(me, () => keepMine(me));
		} catch (error) {
			if (!isRefusal(error)) console.info('not kept beforehand', error);
			at(Date.now() + retryMs);
		}
	}

	at(Date.now() + soonMs);
	return {
		/** Something changed, or may have. */
		hear: (changed) => at(Math.max(Date.now() + soonMs, last + (changed ? changedMs : againMs))),
		stop() {
			stopped = true;
			clearTimeout(timer);
		}
	};
}

// Another page of this browser that is at it does it for all.
function alone(me: string, work: () => Promise<void>): Promise<void> {
	if (!('locks' in navigator)) return work();
	return navigator.locks.request(`keeping:${me}`, { ifAvailable: true }, async (lock) => {
		if (lock) await work();
	});
}
