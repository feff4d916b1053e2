import { deterministic } from './labels.ts';
import { passOffice } from '#lib/database/pass.ts';
import { withdraw } from '#lib/database/receipts.ts';
import { residentDb } from '#lib/database/resident.ts';
import { boundedFetch } from '#lib/offline/outbox/bounded-fetch.ts';
import { openOutbox, type Outbox } from '#lib/offline/outbox/outbox.ts';
import { openShelf, outboxName, type Shelf } from '#lib/offline/outbox/shelf.ts';
import type { News, World } from '#lib/offline/outbox/world.ts';
import type { Device } from './device.ts';
import type { Stage } from './stage.ts';

const never = new Promise<never>(() => undefined);

/** A tab or a worker on a device: the real outbox, with everything it touches in the hands of the stage. */
export interface Page {
	name: string;
	device: Device;
	uid: string;
	outbox: Outbox;
	dead: boolean;
	frozen: boolean;
	/** How often it was frozen. */
	freezes: number;
	/** Does `work` in `ms`, unless the page dies; once it thaws, when it is frozen then. */
	later(ms: number, work: () => void): () => void;
	hear(channel: string, news: News): void;
	/** Goes without a word, as a tab that is killed does. */
	die(): void;
	freeze(): void;
	thaw(): void;
	/** Dies at its `n`th await from now, before or while it does what it awaits. */
	dieAfter(n: number): void;
	/** Passes one await of the page. */
	through<T>(what: string, work: () => Promise<T>): Promise<T>;
}

/** Opens the app on `device` for whoever it belongs to now. */
export function openPage(stage: Stage, device: Device, uid: string, name: string): Page {
	const { time, chance, mutant } = stage;
	const hearers = new Map<string, Set<(news: News) => void>>();
	const missed: (() => void)[] = [];
	const thawed: (() => void)[] = [];
	let lives = Infinity;

	const page: Page = {
		name,
		device,
		uid,
		outbox: undefined as unknown as Outbox,
		dead: false,
		frozen: false,
		freezes: 0,
		later(ms, work) {
			return time.after(ms, () => {
				if (page.dead) return;
				if (page.frozen) missed.push(work);
				else work();
			});
		},
		hear(channel, news) {
			for (const hear of hearers.get(channel) ?? []) hear(news);
		},
		die() {
			if (page.dead) return;
			page.dead = true;
			stage.note(`${name} dies`);
			device.pages.delete(page);
			device.release(page);
		},
		freeze() {
			page.frozen = true;
			page.freezes++;
		},
		thaw() {
			page.frozen = false;
			for (const work of missed.splice(0)) page.later(0, work);
			for (const go of thawed.splice(0)) page.later(0, go);
		},
		dieAfter(n) {
			lives = n;
		},
		async through(what, work) {
			if (page.dead) return never;
			if (--lives < 0) {
				if (chance.happens(0.5)) void work().catch(() => undefined);
				stage.note(`at ${what}`);
				page.die();
				return never;
			}
			let fault: unknown;
			const answer = await work().catch((error: unknown) => {
				fault = error;
			});
			if (page.frozen && !page.dead) await new Promise<void>((go) => thawed.push(go));
			if (page.dead) return never;
			if (fault) throw fault;
			return answer as never;
		}
	};

	const world: World = {
		now: () => stage.epoch + time.now() + device.skewMs,
		random: chance.next,
		after: page.later,
		isOnline: () => device.online,
		locks:
			mutant === 'no lock'
				? undefined
				: { request: (lock, options, work) => device.request(page, lock, options, work) },
		channel: (channel) => ({
			post: (news) => !page.dead && device.post(page, channel, news),
			listen(hear) {
				const listening = hearers.get(channel) ?? new Set();
				hearers.set(channel, listening.add(hear));
				return () => listening.delete(hear);
			}
		}),
		async makeRoom() {
			stage.note(`${name} makes room`);
		}
	};
	const fetch = stage.network.from(page);
	const storage = {
		getItem: () => page.through('session read', async () => device.session),
		setItem: (_key: string, value: string) =>
			page.through('session write', async () => {
				device.session = value;
			})
	};
	const address = { url: stage.street.url, key: stage.street.key };
	page.outbox = openOutbox({
		uid,
		name: outboxName(uid),
		world,
		kinds: stage.kindsOf(page),
		shelf: watched(page, stage, openShelf(`${stage.run}/${device.name}/${outboxName(uid)}`)),
		passes: passOffice({
			storage,
			address: () => address,
			fetch: boundedFetch(world, fetch, () => {}),
			world
		}),
		withdraw,
		speak: (pass, onbusy) =>
			Object.assign(residentDb(address, pass.token, boundedFetch(world, fetch, onbusy)), { pass })
	});
	device.pages.add(page);
	stage.note(`${name} opens for ${stage.nameOf(uid)}`);
	return page;
}

/** The real shelf, every call of which is a place to die at, and may find the disk full. */
function watched(page: Page, stage: Stage, shelf: Shelf): Shelf {
	const { device } = page;
	const calls = Object.entries(shelf) as [keyof Shelf, (...args: unknown[]) => Promise<unknown>][];
	const gated = Object.fromEntries(
		calls.map(([what, call]) => [
			what,
			(...args: unknown[]) =>
				page.through(what, async () => {
					if (what === 'add' && device.fullFor-- > 0) throw new DOMException('full', 'QuotaExceededError');
					const answer = await call(...args);
					if (!['all', 'pieces', 'reign'].includes(what)) stage.note(`${page.name} ${what} ${deterministic(args)}`);
					return answer;
				})
		])
	) as unknown as Shelf;
	return stage.mutate(gated);
}
