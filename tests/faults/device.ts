import type { News } from '#lib/offline/outbox/world.ts';
import type { Chance } from './chance.ts';
import type { Page } from './page.ts';
import type { Timeline } from './timeline.ts';

/** A phone: one clock, one session, one disk, and as many pages and workers as are open on it. */
export interface Device {
	name: string;
	/** What its clock is ahead by. */
	skewMs: number;
	online: boolean;
	/** How many more writes find the disk full. */
	fullFor: number;
	/** The session kept on it, as text. */
	session: string | null;
	pages: Set<Page>;
	request<T>(page: Page, name: string, options: LockOptions, work: () => Promise<T>): Promise<T>;
	/** Lets go of what a page that died held or waited for. */
	release(page: Page): void;
	/** Whoever holds a lock now. */
	holder(name: string): Page | undefined;
	post(from: Page, channel: string, news: News): void;
}

interface LockOptions {
	steal?: boolean;
	signal?: AbortSignal;
}

interface Asking {
	page: Page;
	grant: () => void;
	lose: (reason: unknown) => void;
}

/** A device whose locks and channels behave as browsers' do. */
export function device(name: string, time: Timeline, chance: Chance): Device {
	const held = new Map<string, Asking>();
	const queued = new Map<string, Asking[]>();

	function grantNext(lock: string): void {
		if (held.has(lock)) return;
		const next = queued.get(lock)?.shift();
		if (!next) return;
		held.set(lock, next);
		next.grant();
	}

	function letGo(lock: string, asking: Asking): void {
		if (held.get(lock) !== asking) return;
		held.delete(lock);
		grantNext(lock);
	}

	const self: Device = {
		name,
		skewMs: 0,
		online: true,
		fullFor: 0,
		session: null,
		pages: new Set(),
		request: (page, lock, { steal, signal }, work) =>
			new Promise((resolve, reject) => {
				const asking: Asking = {
					page,
					lose: (reason) => page.later(0, () => reject(reason)),
					grant: () =>
						page.later(0, () => {
							work()
								.then(resolve, reject)
								.finally(() => letGo(lock, asking));
						})
				};
				const waiting = queued.get(lock) ?? [];
				queued.set(lock, waiting);
				signal?.addEventListener('abort', () => {
					const place = waiting.indexOf(asking);
					if (place < 0) return;
					waiting.splice(place, 1);
					asking.lose(signal.reason);
				});
				if (steal) {
					held.get(lock)?.lose(new DOMException('stolen', 'AbortError'));
					held.set(lock, asking);
					asking.grant();
				} else {
					waiting.push(asking);
					grantNext(lock);
				}
			}),
		release(page) {
			for (const waiting of queued.values()) {
				for (const asking of waiting.filter((one) => one.page === page)) waiting.splice(waiting.indexOf(asking), 1);
			}
			for (const [lock, asking] of held) if (asking.page === page) letGo(lock, asking);
		},
		holder: (lock) => held.get(lock)?.page,
		post(from, channel, news) {
			for (const page of self.pages) {
				if (page !== from) page.later(chance.between(0, 5), () => page.hear(channel, news));
			}
		}
	};
	return self;
}
