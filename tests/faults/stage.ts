import { IDBFactory } from 'fake-indexeddb';
import { conversationCommands } from '#lib/conversations/data/commands.ts';
import type { Pass } from '#lib/database/pass.ts';
import { listingCommands } from '#lib/listings/data/commands.ts';
import { newId, type Kind, type Kinds } from '#lib/offline/command.ts';
import type { Operation } from '#lib/offline/outbox/operation.ts';
import { openShelf, outboxName, type Shelf } from '#lib/offline/outbox/shelf.ts';
import { peopleCommands } from '#lib/people/data/commands.ts';
import { repairCommands } from '#lib/repairs/data/commands.ts';
import { reservationCommands } from '#lib/reservations/data/commands.ts';
import { searchCommands } from '#lib/searches/data/commands.ts';
import { waitCommands } from '#lib/waits/data/commands.ts';
import { chance, type Chance } from './chance.ts';
import type { Device } from './device.ts';
import { kindsUnder, shelfUnder, type Mutant } from './mutants.ts';
import { network, type Network } from './network.ts';
import type { Page } from './page.ts';
import type { Street } from './street.ts';
import { errand } from './stillness.ts';
import { timeline, type Timeline } from './timeline.ts';

/** Every kind of wish of the app, as the app has it. */
export const kinds = {
	...conversationCommands,
	...reservationCommands,
	...listingCommands,
	...peopleCommands,
	...searchCommands,
	...waitCommands,
	...repairCommands
};

/** Where the device's clocks begin; any instant would do, as long as it is always the same. */
const epoch = 1_800_000_000_000;

/** One run: a seed, its chance, its time, its wires, and what was seen. */
export interface Stage {
	run: string;
	epoch: number;
	time: Timeline;
	chance: Chance;
	network: Network;
	street: Street;
	mutant: Mutant | undefined;
	/** What happened, the same for the same seed. */
	trace: string[];
	violations: string[];
	note(what: string): void;
	violate(what: string): void;
	nameOf(uid: string): string;
	names: Map<string, string>;
	kindsOf(page: Page): Kinds;
	mutate(shelf: Shelf): Shelf;
	/** What lies in an outbox, seen from outside. */
	lying(device: Device, uid: string): Promise<Operation[]>;
}

interface Flight {
	page: Page;
	freezes: number;
}

/** Sets the stage for `seed`. */
export function stageFor(seed: number, street: Street, mutant?: Mutant): Stage {
	globalThis.indexedDB = new IDBFactory();
	const time = timeline();
	const luck = chance(seed);
	const trace: string[] = [];
	const violations: string[] = [];
	const names = new Map<string, string>();
	const flights = new Map<string, Set<Flight>>();
	const note = (what: string) => void trace.push(`${time.now()} ${what}`);
	const violate = (what: string) => {
		note(`VIOLATION ${what}`);
		violations.push(what);
	};

	const stage: Stage = {
		run: newId(),
		epoch,
		time,
		chance: luck,
		network: network(time, luck, street.serve, note),
		street: errands(street),
		mutant,
		trace,
		violations,
		note,
		violate,
		names,
		nameOf: (uid) => names.get(uid) ?? '?',
		kindsOf: (page) =>
			Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, watched(page, kind as never)])),
		mutate: (shelf) => shelfUnder(mutant, shelf),
		async lying(device, uid) {
			const shelf = openShelf(`${stage.run}/${device.name}/${outboxName(uid)}`);
			const all = await shelf.all();
			await shelf.close();
			return all;
		}
	};

	/** The real kind, which tells whose token it speaks with and whether it is alone in its lane. */
	function watched(page: Page, kind: Kind<unknown>): Kind<never> {
		return {
			...kindsUnder(mutant, kind),
			async perform(db, id, payload, parcel) {
				const { uid } = (db as unknown as { pass: Pass }).pass;
				if (uid !== page.uid)
					violate(`a wish of ${stage.nameOf(page.uid)} goes under the token of ${stage.nameOf(uid)}`);
				const lane = `${page.device.name}/${page.uid}/${kind.lane(payload, id)}`;
				const flying = flights.get(lane) ?? new Set();
				flights.set(lane, flying);
				for (const other of flying) {
					const isAwake = !other.page.dead && !other.page.frozen && other.page.freezes === other.freezes;
					if (other.page !== page && isAwake) violate(`two at once in a lane: ${other.page.name}, ${page.name}`);
				}
				const flight = { page, freezes: page.freezes };
				flying.add(flight);
				try {
					await kindsUnder(mutant, kind).perform(db, id, payload, parcel);
				} finally {
					flying.delete(flight);
				}
			}
		} as Kind<never>;
	}
	return stage;
}

/** What is asked of the street while time stands still. */
function errands(street: Street): Street {
	return {
		...street,
		signIn: (...asked) => errand(street.signIn(...asked)),
		revoke: (...asked) => errand(street.revoke(...asked))
	};
}
