import type { Pass, PassOffice } from '#lib/database/pass.ts';
import type { ResidentDb } from '#lib/database/resident.ts';
import type { Kinds, Parcel } from '#lib/offline/command.ts';
import { backoffMs } from './backoff.ts';
import { headsOf, isReady, longestMs } from './lanes.ts';
import type { Operation, WaitsFor } from './operation.ts';
import type { Shelf } from './shelf.ts';
import { understood, type Understood } from './understood.ts';
import { verdictOn } from './verdict.ts';
import type { Settled, World } from './world.ts';

/** What a drain needs besides the operations themselves. */
export interface Drainage {
	uid: string;
	world: World;
	shelf: Shelf;
	kinds: Kinds;
	passes: PassOffice;
	/** The database as the holder of `pass`; `onbusy` hears how long the server asks to be left alone. */
	speak(pass: Pass, onbusy: (ms: number) => void): ResidentDb;
	/** Hears of every operation that needs nothing more, or the resident's eye. */
	settled(operation: Operation, as: Settled): void;
}

/** How a drain ended: nothing more to send now, nobody to send as, nobody could be asked who one is, or another took over. */
export type Ending = 'quiet' | 'sign_in' | 'unreachable' | 'stolen';

const lanesAtOnce = 4;
const claimLastsMs = 10_000;
/** What one says too fast is said again no sooner. */
const paceMs = 10_000;

/**
 * Sends what is ready: lane by lane, each in its order, four lanes at once.
 * @param woken answers a promise that resolves when something was added meanwhile
 */
export async function drain(
	from: Drainage,
	reign: number,
	eager: boolean,
	woken: () => Promise<void>
): Promise<Ending> {
	const { world, shelf } = from;
	const busy = new Map<string, Promise<void>>();
	// What the network refused once in this run waits its turn like the rest.
	const tried = new Set<string>();
	let ending: Ending = 'quiet';

	while (ending === 'quiet') {
		const heads = headsOf(await shelf.all()).filter(
			(head) => !busy.has(head.lane) && isReady(head, world.now(), eager && !tried.has(head.id))
		);
		for (const head of heads.slice(0, lanesAtOnce - busy.size)) {
			tried.add(head.id);
			const sending = deliver(from, head, reign)
				.then((outcome) => {
					if (outcome !== 'on') ending = outcome;
				})
				.finally(() => busy.delete(head.lane));
			busy.set(head.lane, sending);
		}
		if (!busy.size) return ending;
		await Promise.race([...busy.values(), woken()]);
	}
	// What is under way is heard to its end: its answer settles it.
	await Promise.all(busy.values());
	return ending;
}

async function deliver(from: Drainage, head: Operation, reign: number): Promise<'on' | Exclude<Ending, 'quiet'>> {
	const { uid, world, shelf, kinds, passes } = from;
	const able = understood(kinds, head);
	if (!able) {
		await wait(from, head, 'update', longestMs.update);
		return 'on';
	}
	const parcel = await parcelOf(shelf, head);
	let turnedDown: Pass | null = null;
	for (;;) {
		let pass: Pass | null;
		try {
			pass = await (turnedDown ? passes.renewed(turnedDown) : passes.pass());
		} catch (error) {
			return unreachable(error);
		}
		if (pass?.uid !== uid) return 'sign_in';
		const askedAt = world.now();
		const claimed = await shelf.claim(head, reign);
		if (claimed === 'stolen') return 'stolen';
		// Asleep since: somebody else may be sending it by now, so the claim is made anew.
		if (claimed === 'gone' || Math.abs(world.now() - askedAt) > claimLastsMs) return 'on';

		let pause: number | null = null;
		const db = from.speak(pass, (ms) => (pause = ms));
		try {
			await able.kind.perform(db, claimed.id, able.payload, parcel);
			await finish(from, claimed);
			return 'on';
		} catch (error) {
			const isTurnedDown = verdictOn(error).is === 'sign_in';
			if (isTurnedDown && !turnedDown) {
				turnedDown = pass;
				continue;
			}
			if (isTurnedDown) await wait(from, claimed, 'network', backoffMs(claimed.attempts, world.random));
			else await judge(from, claimed, able, db, error, pause);
			return 'on';
		}
	}
}

async function judge(
	from: Drainage,
	operation: Operation,
	{ kind, payload }: Understood,
	db: ResidentDb,
	error: unknown,
	pause: number | null
): Promise<void> {
	const { world, shelf } = from;
	let verdict = verdictOn(error);
	if (verdict.is === 'verify' || (verdict.is === 'refused' && operation.attempts > 1)) {
		try {
			// An earlier attempt may have arrived without its answer: then this "no" is about the repeat.
			if (await kind.landed?.(db, operation.id, payload)) return finish(from, operation);
			if (verdict.is === 'verify') verdict = { is: 'refused', code: 'id_reused' };
		} catch {
			verdict = { is: 'later', paced: false }; // nobody could be asked
		}
	}
	const patience = backoffMs(operation.attempts, world.random);
	if (verdict.is === 'refused') {
		if (kind.fleeting) return finish(from, operation);
		const change = { state: 'refused', refusal: verdict.code, waitsFor: null } as const;
		if (await shelf.change(operation, change)) from.settled({ ...operation, ...change }, 'refused');
	} else if (verdict.is === 'update') await wait(from, operation, 'update', longestMs.update);
	else if (pause !== null) await wait(from, operation, 'server', pause);
	else if (verdict.is === 'later' && verdict.paced) await wait(from, operation, 'server', Math.max(patience, paceMs));
	else await wait(from, operation, 'network', patience);
}

async function finish({ shelf, settled }: Drainage, operation: Operation): Promise<void> {
	if (await shelf.remove(operation)) settled(operation, 'done');
}

async function wait({ world, shelf }: Drainage, operation: Operation, waitsFor: WaitsFor, ms: number): Promise<void> {
	await shelf.change(operation, { nextAt: world.now() + ms, waitsFor });
}

async function parcelOf(shelf: Shelf, operation: Operation): Promise<Parcel> {
	const pieces = await shelf.pieces(operation.seq);
	return { pieces, arrived: (n) => shelf.arrived(operation, n) };
}

// Who cannot be asked cannot refuse: the operation has not been sent and is not to blame.
function unreachable(error: unknown): 'unreachable' {
	const verdict = verdictOn(error);
	if (verdict.is === 'later') return 'unreachable';
	throw error;
}
