import { stillness } from './stillness.ts';

interface Event {
	at: number;
	order: number;
	happen: () => void | Promise<void>;
}

/** Virtual time: what is to happen, in order; between two things everything comes to rest. */
export interface Timeline {
	now(): number;
	/** Lets `happen` happen in `ms`; answers how not to. */
	after(ms: number, happen: () => void | Promise<void>): () => void;
	/** Lets things happen until `until`, or until nothing is left, or until `enough`. */
	pass(until: number, enough?: () => boolean): Promise<void>;
}

/** A timeline that starts at 0. */
export function timeline(): Timeline {
	const events: Event[] = [];
	let now = 0;
	let order = 0;

	return {
		now: () => now,
		after(ms, happen) {
			const event = { at: now + Math.max(0, ms), order: order++, happen };
			events.push(event);
			return () => {
				const index = events.indexOf(event);
				if (index >= 0) events.splice(index, 1);
			};
		},
		async pass(until, enough = () => false) {
			await stillness();
			while (!enough()) {
				let next: Event | undefined;
				for (const event of events) {
					if (!next || event.at < next.at || (event.at === next.at && event.order < next.order)) next = event;
				}
				if (!next || next.at > until) break;
				events.splice(events.indexOf(next), 1);
				now = next.at;
				await next.happen();
				await stillness();
			}
			if (!enough()) now = Math.max(now, until);
		}
	};
}
