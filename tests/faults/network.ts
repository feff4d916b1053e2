import type { Chance } from './chance.ts';
import type { Page } from './page.ts';
import type { Timeline } from './timeline.ts';

/** What may become of a request. */
export const fates = ['through', 'lost', 'answer lost', 'twice', 'busy', 'broken', 'swallowed', 'late'] as const;
export type Fate = (typeof fates)[number];

/** The wires between the devices and the backend. */
export interface Network {
	/** How likely something goes wrong with a request. */
	trouble: number;
	/** `fetch`, as `page` has it. */
	from(page: Page): typeof globalThis.fetch;
	/** The network comes back, as another one: what hung is cut. */
	cut(): void;
}

type Serve = (request: Request) => Promise<Response>;

/** Wires that lose, repeat and delay by `chance`; the backend is asked one thing at a time, so that a run repeats itself. */
export function network(time: Timeline, chance: Chance, serve: Serve, note: (what: string) => void): Network {
	const hanging = new Set<() => void>();

	function asked(page: Page, input: string, init?: RequestInit): Promise<Response> {
		return new Promise((resolve, reject) => {
			const { device } = page;
			const there = chance.between(5, 400);
			const back = chance.between(5, 400);
			const usual = device.online ? 'through' : 'lost';
			const fate: Fate = device.online && chance.happens(self.trouble) ? chance.one(fates) : usual;
			const path = new URL(input).pathname.replace(/[0-9a-f-]{36}/g, '…');
			note(`${page.name} ${init?.method ?? 'GET'} ${path} ${fate}`);
			const { signal, ...rest } = init ?? {};
			let ended = false;
			const end = (work: () => void) => {
				if (ended) return;
				ended = true;
				hanging.delete(hangUp);
				work();
			};
			const hangUp = () => page.later(0, () => end(() => reject(new TypeError('fetch failed'))));
			const answer = (response: Response) => page.later(back, () => end(() => resolve(response)));
			const deliver = () => serve(new Request(input, rest));

			hanging.add(hangUp);
			signal?.addEventListener('abort', () => end(() => reject(signal.reason)));
			if (fate === 'swallowed') return;
			if (fate === 'lost') return void page.later(there, hangUp);
			if (fate === 'busy') {
				const headers: Record<string, string> = chance.happens(0.5)
					? { 'retry-after': String(chance.between(1, 4)) }
					: {};
				return void answer(Response.json({ message: 'busy' }, { status: chance.one([429, 502, 503]), headers }));
			}
			if (fate === 'broken') return void answer(new Response('<html>', { status: 500 }));
			time.after(there + (fate === 'late' ? chance.between(15_000, 45_000) : 0), async () => {
				const response = await deliver();
				note(`served ${path} ${response.status}`);
				if (fate === 'answer lost') page.later(back, hangUp);
				else answer(response);
			});
			if (fate === 'twice') {
				time.after(there + chance.between(1, 30_000), async () => {
					note(`served again ${path} ${(await deliver()).status}`);
				});
			}
		});
	}

	const self: Network = {
		trouble: 0,
		from: (page) => (input, init) => page.through('fetch', () => asked(page, input as string, init)),
		cut() {
			for (const hangUp of [...hanging]) hangUp();
		}
	};
	return self;
}
