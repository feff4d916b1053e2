import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Hall } from './hall.ts';
import { finished, onTables, queueOf, tally } from './hall-queue.ts';
import { hall, item, noon, visit } from './hall.samples.ts';
import { standingOf, withWish, type HallWish, type RepairAction, type VisitAction } from './hall-steps.ts';

const visitActions: VisitAction[] = ['check_in', 'leave', 'no_show', 'cancel', 'undo'];
const repairActions: RepairAction[] = [
	'queue',
	'claim',
	'call',
	'release',
	'pass_on',
	'needs_part',
	'done',
	'return',
	'discard',
	'edit',
	'prioritise',
	'undo'
];

// Two are in the hall, two are to come.
const isHere = (id: string) => id === 'a' || id === 'c';
const ids = ['a', 'b', 'c', 'd'];
const start: Hall = {
	...hall,
	visits: ids.map((id) => visit(id, isHere(id) ? { state: 'checked_in', checkedInAt: noon } : {})),
	items: ids.map((id) => item(`${id}-1`, id, isHere(id) ? { state: 'queued', queuedAt: noon } : {}))
};

/** What one tablet does to those of `ids`, in order; each undo says what it undoes, as the screen does. */
function wishesAbout(ids: string[], device: string, firstTicket: number): fc.Arbitrary<HallWish[]> {
	const one = fc.record({
		id: fc.constantFrom(...ids),
		visitAction: fc.constantFrom(...visitActions),
		action: fc.constantFrom(...repairActions),
		isVisit: fc.boolean(),
		status: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const),
		priority: fc.nat(1),
		minute: fc.nat(59)
	});
	return fc.array(one, { maxLength: 25 }).map((steps) => {
		const walkedIn: HallWish[] = steps.slice(0, 2).map((_, n) => ({
			is: 'walk_in',
			id: `${device}-${n}`,
			by: device,
			at: `2026-12-05T13:0${n}:00.000Z`,
			visitId: `${device}-${n}`,
			name: device,
			ticket: firstTicket + n,
			page: null,
			items: [{ id: `${device}-${n}-1`, categoryId: 34, name: 'Aspirateur', problem: '' }]
		}));
		let seen = walkedIn.reduce(withWish, start);
		const rest = steps.map((step, n): HallWish => {
			const at = `2026-12-05T14:${String(step.minute).padStart(2, '0')}:00.000Z`;
			const ours = step.isVisit
				? visitWish(seen, step.id, step.visitAction, device, at, firstTicket + 10 + n)
				: repairWish(seen, `${step.id}-1`, step, device, at);
			seen = withWish(seen, ours);
			return ours;
		});
		return [...walkedIn, ...rest];
	});
}

function visitWish(seen: Hall, visitId: string, action: VisitAction, by: string, at: string, ticket: number): HallWish {
	const from = seen.visits.find(({ id }) => id === visitId)?.state;
	return { is: 'visit', id: `${by} ${ticket}`, by, at, visitId, action, ticket, from };
}

function repairWish(
	seen: Hall,
	itemId: string,
	{ action, status, priority }: { action: RepairAction; status: 0 | 1 | 2 | 3; priority: number },
	by: string,
	at: string
): HallWish {
	const found = seen.items.find(({ id }) => id === itemId);
	const from = found && standingOf(found);
	return {
		is: 'repair',
		id: `${by} ${at} ${itemId}`,
		by,
		at,
		itemId,
		action,
		details: { status, priority, from, to: by, barrier: 1 }
	};
}

const shown = (of: Hall) => ({
	queue: queueOf(of),
	tables: onTables(of),
	finished: finished(of),
	tally: tally(of),
	people: of.visits.toSorted((a, b) => (a.id < b.id ? -1 : 1))
});

/** `mine` and `theirs`, each in its own order, mixed as `picks` says. */
function mixed(mine: HallWish[], theirs: HallWish[], picks: boolean[]): HallWish[] {
	const [a, b] = [[...mine], [...theirs]];
	const all: HallWish[] = [];
	for (const pick of picks) all.push(...(pick ? a : b).splice(0, 1));
	return [...all, ...a, ...b];
}

it('two tablets that were apart show the same hall once both have sent, whoever came first', () => {
	const tablets = [wishesAbout(['a', 'b'], 'door', 1), wishesAbout(['c', 'd'], 'table', 101)] as const;
	fc.assert(
		fc.property(...tablets, fc.array(fc.boolean(), { maxLength: 60 }), (door, table, picks) => {
			const one = [...door, ...table].reduce(withWish, start);
			expect(shown(mixed(door, table, picks).reduce(withWish, start))).toEqual(shown(one));
		}),
		{ numRuns: 300 }
	);
});

it('what has arrived and is still drawn over changes nothing more', () => {
	fc.assert(
		fc.property(wishesAbout(['a'], 'door', 1), (wishes) => {
			let now = start;
			for (const wish of wishes) {
				now = withWish(now, wish);
				expect(shown(withWish(now, wish))).toEqual(shown(now));
			}
		}),
		{ numRuns: 300 }
	);
});

it('nobody is lost and nothing is there twice, whatever two tablets do to the same people', () => {
	const tablets = [wishesAbout(['a', 'b'], 'door', 1), wishesAbout(['a', 'b'], 'table', 101)] as const;
	fc.assert(
		fc.property(...tablets, fc.array(fc.boolean(), { maxLength: 60 }), (door, table, picks) => {
			const end = mixed(door, table, picks).reduce(withWish, start);
			const made = [...door, ...table].filter(({ is }) => is === 'walk_in').length;
			expect(new Set(end.visits.map(({ id }) => id)).size).toBe(end.visits.length);
			expect(end.visits).toHaveLength(start.visits.length + made);
			expect(end.items).toHaveLength(start.items.length + made);
			const places = [...queueOf(end), ...onTables(end), ...finished(end)].map((one) => one.item.id);
			expect(new Set(places).size).toBe(places.length);
		}),
		{ numRuns: 300 }
	);
});
