import { isDeepStrictEqual } from 'node:util';
import { perform } from '../rules/acts.ts';
import { meet } from '../rules/availability.ts';
import { expire } from '../rules/time.ts';
import { offerSlots } from '../rules/waiting.ts';
import { face, type Reservation, type World } from '../rules/world.ts';
import { listings, oneAtATime, type Written } from './crowd.ts';
import type { History, Said } from './history.ts';

/** Everything one operation wrote about one listing, at the place where it began to. */
interface Write {
	at: number;
	said: Said;
	listing: string;
	rows: Map<string, Written>;
}

/**
 * Whether what was answered could have happened one after the other: writes in the order in which the database made them, which
 * must be one that clients can have seen; refusals at some moment between being asked for and being said.
 * Answers what could not have happened.
 */
export function anomaliesIn(history: History): string[] {
	const world = emptyWorld(history);
	const found: string[] = [];
	const writes = writesOf(history);
	const wrote = new Set(writes.map(({ said }) => said.op));
	const waiting = refusalsOf(history, wrote, writes);
	for (const { outcome, act, op } of history.said) {
		if ('no' in outcome && /^[0-9A-Z]{5} /.test(outcome.no))
			found.push(`a caller of ${act.is} (${op}) sees ${outcome.no}`);
	}

	const trail: string[] = [];
	const earlier: Earlier = new Map();
	const newest = new Map<string, number>();
	const late: Late = new Map();
	const shownBefore = new Set<number>();
	// Who waited for a listing goes by the time at which they began: what is promised is reckoned by the latest.
	const latest = new Map<string, number>();
	waiting.settle(world, 0, late);
	for (const [index, { said, listing, rows }] of writes.entries()) {
		const isTime = said.act.is === 'jobs';
		if (!isTime && said.answered < (newest.get(listing) ?? 0))
			found.push(`${said.op} was answered before what it followed`);
		if (!isTime) newest.set(listing, Math.max(newest.get(listing) ?? 0, said.invoked));
		const before = found.length;
		if (!shownBefore.has(index)) {
			keepLate(late, world, writes, index);
			found.push(...takeUp(world, writes, index, earlier, shownBefore));
		}
		latest.set(listing, Math.max(latest.get(listing) ?? 0, said.now));
		keepPromises(world, listing, latest.get(listing)!, said, found);
		trail.push(lineOf(said, listing, rows));
		if (found.length > before) found.push(...trail.filter((line) => line.includes(listing)).slice(-8));
		waiting.settle(world, index + 1, late);
	}
	for (const { one, from, until, instead } of waiting.left()) {
		const { op, act, actor, outcome, invoked, answered, now } = one;
		const when = `[${invoked} ${answered}] ${new Date(now).toISOString()} ${actor}`;
		found.push(`${op} ${JSON.stringify(act)} could not be answered ${JSON.stringify(outcome)} ${when}, but ${instead}`);
		const about = listingOf(world, one) ?? actor;
		const near = (lines: string[]) => lines.filter((line) => line.includes(about));
		found.push(...near(trail.slice(0, from)).slice(-8), '    -- from here', ...near(trail.slice(from, until)));
		found.push('    -- until here', ...near(trail.slice(until)).slice(0, 3));
	}
	return found;
}

/** What there was of a listing before time last wrote about it, as long as nobody has since. */
type Earlier = Map<string, { index: number; was: () => void }>;

/**
 * Takes a write over into the world and answers what of it cannot be. The end of a stroke is noted a moment before it shows: what
 * somebody did about the listing just then may as well have come before it. And who began to write before it showed may have
 * seen it in the end: each statement sees what is there by then. Such a stroke is taken up first, and noted in `shownBefore`.
 */
function takeUp(world: World, writes: Write[], index: number, earlier: Earlier, shownBefore: Set<number>): string[] {
	const { said, listing } = writes[index]!;
	const struck = earlier.get(listing);
	earlier.delete(listing);
	const was = remember(world, listing);
	if (said.act.is === 'jobs') earlier.set(listing, { index, was });
	const before = remember(world, listing);
	const problems = apply(world, writes, index);
	if (!problems.length || said.act.is === 'jobs') return problems;
	const next = writes.findIndex((write, at) => at > index && write.listing === listing);
	const stroke = writes[next]?.said;
	if (stroke?.act.is === 'jobs' && stroke.invoked < said.answered) {
		was();
		if (![...apply(world, writes, next), ...apply(world, writes, index)].length) {
			shownBefore.add(next);
			return [];
		}
		before();
		apply(world, writes, index);
	}
	if (!struck || writes[struck.index]!.said.answered < said.invoked) return problems;
	struck.was();
	return [...apply(world, writes, index), ...apply(world, writes, struck.index)];
}

/** Listings as they were seen by whoever was answered before a stroke of time showed, and the stroke. */
type Late = Map<string, { stroke: Said; world: World }>;

/** A stroke whose end is noted and which does not show yet: until it is answered, a refusal may still be about what was before. */
function keepLate(late: Late, world: World, writes: Write[], index: number): void {
	const { said, listing } = writes[index]!;
	if (said.act.is === 'jobs') {
		for (const [other, { stroke }] of late) if (stroke.op !== said.op) late.delete(other);
		return void late.set(listing, { stroke: said, world: copyOf(world, listing) });
	}
	const unseen = late.get(listing);
	if (!unseen) return;
	if (unseen.stroke.answered < said.invoked) late.delete(listing);
	else apply(unseen.world, writes, index);
}

/** The world as it was seen before the stroke showed: all of it shows at once. */
function unseenBy(late: Late, world: World): World {
	const before = <T extends { listing: string }>(rowsOf: (one: World) => Map<string, T>) => {
		const rows = [...rowsOf(world)].filter(([, row]) => !late.has(row.listing));
		for (const [listing, { world: was }] of late)
			rows.push(...[...rowsOf(was)].filter(([, row]) => row.listing === listing));
		return new Map(rows);
	};
	return { ...world, reservations: before((one) => one.reservations), places: before((one) => one.places) };
}

/** The world, of which what belongs to one listing may be changed. */
function copyOf(world: World, listing: string): World {
	const copy = <T extends { listing: string }>(rows: Map<string, T>) =>
		new Map([...rows].map(([id, row]) => [id, row.listing === listing ? { ...row } : row] as const));
	const reservations = copy(world.reservations);
	for (const r of reservations.values()) if (r.listing === listing) r.events = [...r.events];
	return { ...world, reservations, places: copy(world.places), receipts: new Map(world.receipts) };
}

function apply(world: World, writes: Write[], index: number): string[] {
	const { said, listing, rows } = writes[index]!;
	const problems: string[] = [];
	world.now = said.now;
	if (said.act.is === 'jobs') strike(world, listing, rows, said, problems);
	else follow(world, said, rows, problems, () => isMetElsewhere(writes, index, said, listing));
	compare(world, rows, said, problems);
	return problems;
}

/** Answers how to make a listing what it is now. */
function remember({ reservations, places, receipts }: World, listing: string): () => void {
	const copy = <T extends { listing: string }>(rows: Map<string, T>) =>
		[...rows].filter(([, row]) => row.listing === listing).map(([id, row]) => [id, { ...row }] as const);
	const [kept, line, said] = [copy(reservations), copy(places), new Set(receipts.keys())];
	for (const [, r] of kept) r.events = [...r.events];
	return () => {
		for (const [rows, old] of [
			[reservations, kept],
			[places, line]
		] as const) {
			for (const [id, row] of rows)
				if (row.listing === listing && !old.some(([known]) => known === id)) rows.delete(id);
			for (const [id, row] of old) (rows as Map<string, unknown>).set(id, row);
		}
		for (const key of receipts.keys()) if (!said.has(key)) receipts.delete(key);
	};
}

/** One write, as a line of what led to an anomaly. */
function lineOf({ op, act, now, invoked, answered }: Said, listing: string, rows: Map<string, Written>): string {
	const wrote = [...rows.values()].map(({ row, seq }) => `${seq} ${JSON.stringify(row)}`);
	return `    ${op} [${invoked} ${answered}] ${new Date(now).toISOString()} ${listing} ${JSON.stringify(act)}: ${wrote.join(', ')}`;
}

function emptyWorld({ isAnsweredAwake }: History): World {
	return {
		now: 0,
		listings: new Map(listings.map((listing) => [listing.id, listing])),
		windows: [],
		offers: new Map(),
		gifts: new Map(),
		reservations: new Map(),
		places: new Map(),
		receipts: new Map(),
		blocks: new Set(),
		codes: new Map(),
		isAnsweredAwake,
		isForgiving: false,
		oneAtATime: new Set(oneAtATime),
		conditions: [],
		appointments: new Map(),
		breakdowns: new Map(),
		absences: [],
		proposals: new Map()
	};
}

/**
 * In order. What a person wrote counts from its first row on, for they hold the listing until the end; what time wrote, from its
 * end on: until then nobody sees what became of the rows it holds.
 */
function writesOf({ said, written, ends }: History): Write[] {
	const byOp = new Map(said.map((one) => [one.op, one]));
	const writes = new Map<string, Write>();
	for (const line of written) {
		const { listing, id } = line.row;
		const key = `${line.op} ${listing}`;
		const at = ends.get(line.op) ?? line.seq;
		const write = writes.get(key) ?? { at, said: byOp.get(line.op)!, listing, rows: new Map() };
		write.rows.set(id, line);
		writes.set(key, write);
	}
	return [...writes.values()].toSorted((a, b) => a.at - b.at);
}

/** What somebody did, by the rules: the answer must be the same, but for which of several free units it is. */
function follow(
	world: World,
	{ actor, act, outcome, op }: Said,
	rows: Map<string, Written>,
	found: string[],
	isMet: () => boolean
): void {
	let should = perform(world, actor, act);
	const isOwing = 'no' in should && should.no === 'quota_reached';
	if (isOwing && isMet()) should = perform({ ...world, isForgiving: true }, actor, act);
	if ('no' in should) return void found.push(`${op} ${JSON.stringify(act)} was done, and is ${should.no}`);
	for (const [id, { table, row }] of rows) {
		const r = world.reservations.get(id);
		if (table === 'reservations' && r) r.unit = (row as unknown as Reservation).unit;
	}
	const answer = 'answer' in outcome ? outcome.answer : outcome;
	const expected =
		act.is === 'join' || act.is === 'leave' ? should.answer : face(world.reservations.get(idIn(answer))!);
	if (!same(answer, expected)) found.push(`${op} ${JSON.stringify(act)}: ${JSON.stringify({ answer, expected })}`);
}

/**
 * Whether an owner did something about another loan of the same person just then, among the writes before `index`. Owners do not
 * hold their borrowers: which of the two was first, nobody can tell.
 */
function isMetElsewhere(writes: Write[], index: number, said: Said, listing?: string): boolean {
	return writes
		.slice(Math.max(0, index - 300), index)
		.some(
			(other) =>
				other.listing !== listing &&
				other.said.answered > said.invoked &&
				other.said.invoked < said.answered &&
				other.said.actor !== said.actor &&
				[...other.rows.values()].some(({ row }) => (row as Partial<Reservation>).borrower === said.actor)
		);
}

function idIn(answer: unknown): string {
	return (answer as { id: string }).id;
}

/** What time did to a listing: a part of what was due, never anything else. */
function strike(world: World, listing: string, rows: Map<string, Written>, { op, now }: Said, found: string[]): void {
	for (const [id, { table }] of rows) {
		if (table !== 'reservations') continue;
		const r = world.reservations.get(id);
		if (r?.state !== 'requested' || r.respondBy > now) found.push(`${op} lets ${id} run out, which is ${r?.state}`);
		if (r) expire(world, r);
	}
	// Where somebody has the listing just then, it has its turn another minute.
	const isLookedAt = [...rows].some(([id, { table, row }]) => table === 'waitlist' && !same(row, world.places.get(id)));
	if (isLookedAt) offerSlots(world, world.listings.get(listing)!);
}

function compare({ reservations, places }: World, rows: Map<string, Written>, { op }: Said, found: string[]): void {
	for (const [id, { table, row }] of rows) {
		const r = reservations.get(id);
		const should = table === 'reservations' ? r && face(r) : places.get(id);
		if (!same(row, should)) found.push(`${op} writes ${JSON.stringify(row)} rather than ${JSON.stringify(should)}`);
	}
}

/** Whatever the rules say: no two in one place, and no more slots offered than there are. */
function keepPromises(world: World, listing: string, now: number, { op }: Said, found: string[]): void {
	const running = [...world.reservations.values()].filter(
		(r) => r.listing === listing && (r.state === 'accepted' || r.state === 'handed_over')
	);
	for (const [n, a] of running.entries()) {
		for (const b of running.slice(n + 1)) {
			const isShared = a.unit === b.unit && a.from < b.until && b.from < a.until;
			if (isShared) found.push(`after ${op} two have unit ${a.unit} of ${listing}: ${a.id}, ${b.id}`);
		}
	}
	const kept = [...world.places.values()]
		.filter((p) => p.listing === listing && p.keptUnit !== null && (p.state === 'taken' || p.offeredUntil! > now))
		.map((p) => ({ ...p, from: Math.max(p.from, now) }));
	for (const [n, p] of kept.entries()) {
		const others = kept.slice(n + 1).filter((o) => o.keptUnit === p.keptUnit && meet(o, p));
		const holders = running.filter((r) => r.borrower !== p.person && r.unit === p.keptUnit && meet(r, p));
		if (others.length)
			found.push(`after ${op} unit ${p.keptUnit} of ${listing} is kept for two: ${p.id}, ${others[0]!.id}`);
		if (holders.length) found.push(`after ${op} ${p.id} is promised what ${holders[0]!.id} has`);
	}
}

/** A refusal, the numbers of writes between which it was said, and what the rules say instead. */
interface Refused {
	one: Said;
	from: number;
	until: number;
	instead: string;
}

interface Waiting {
	/** Tries each refusal that may have been said when so many writes were done. */
	settle(world: World, writesDone: number, late: Late): void;
	left(): Refused[];
}

function refusalsOf({ said }: History, wrote: Set<number>, writes: Write[]): Waiting {
	const open = said
		.filter(({ op, act }) => !wrote.has(op) && act.is !== 'jobs')
		.filter(({ outcome }) => !('no' in outcome && /^[0-9A-Z]{5} /.test(outcome.no)))
		.map((one): Refused => ({ one, ...span(one, writes), instead: '' }))
		.toSorted((a, b) => a.from - b.from);
	const trying = new Set<Refused>();
	const failed: Refused[] = [];
	const isNobodysCall = ({ one, until }: Refused) =>
		'no' in one.outcome && one.outcome.no === 'quota_reached' && isMetElsewhere(writes, until, one);
	let begun = 0;
	return {
		settle(world, done, late) {
			for (; begun < open.length && open[begun]!.from <= done; begun++) trying.add(open[begun]!);
			let before: World | undefined;
			for (const each of trying) {
				const { now, actor, act, outcome, invoked } = each.one;
				const isUnseen = [...late.values()].some(({ stroke }) => stroke.answered > invoked);
				const seen = isUnseen ? [world, (before ??= unseenBy(late, world))] : [world];
				const answers = seen.map((one) => perform({ ...around(one, each.one), now }, actor, act));
				each.instead = JSON.stringify(answers[0]);
				if (answers.some((answer) => same(answer, outcome))) trying.delete(each);
				else if (each.until <= done) {
					trying.delete(each);
					if (!isNobodysCall(each)) failed.push(each);
				}
			}
		},
		left: () => [...failed, ...[...trying, ...open.slice(begun)].filter((each) => !isNobodysCall(each))]
	};
}

/** Between which numbers of writes it was said: all that were answered before are done, none that were asked for after. */
function span({ invoked, answered }: Said, writes: Write[]): { from: number; until: number } {
	const from = writes.findLastIndex(({ said }) => said.answered < invoked) + 1;
	const after = writes.findIndex(({ said }) => said.invoked > answered);
	return { from: Math.min(from, after < 0 ? from : after), until: after < 0 ? writes.length : Math.max(from, after) };
}

/** As much of the world as can matter, copied, so that trying changes nothing. */
function around(world: World, said: Said): World {
	const { actor } = said;
	const listing = listingOf(world, said);
	const near = <T extends { listing: string }>(rows: Map<string, T>, isTheirs: (row: T) => boolean) =>
		new Map(
			[...rows].filter(([, row]) => row.listing === listing || isTheirs(row)).map(([key, row]) => [key, { ...row }])
		);
	const reservations = near(world.reservations, (r) => r.borrower === actor);
	for (const r of reservations.values()) r.events = [...r.events];
	const places = near(world.places, (p) => p.person === actor);
	return { ...world, reservations, places, receipts: new Map(), codes: new Map() };
}

function listingOf(world: World, { act }: Said): string | undefined {
	if ('listing' in act) return act.listing;
	const id = 'id' in act ? act.id : '';
	return world.reservations.get(id)?.listing ?? world.places.get(id)?.listing;
}

/** Told apart as far as both sides tell. */
function same(one: unknown, other: unknown): boolean {
	return isDeepStrictEqual(normal(one), normal(other));
}

function normal(value: unknown): unknown {
	return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as unknown);
}
