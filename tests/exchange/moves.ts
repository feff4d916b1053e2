import fc from 'fast-check';
import { dayOf, hour, midnight, minute, weekdayOf } from './rules/paris.ts';
import type { Act, Actor } from './rules/acts.ts';
import { keyOf } from './rules/appointments.ts';
import { refusalsOf } from './rules/baskets.ts';
import { giftActions } from './rules/gifts.ts';
import { steps } from './rules/steps.ts';
import type { Reservation, World } from './rules/world.ts';
import { idOf, listings, people } from './street.ts';

/** What chance wants, before anyone knows of what there is to do: numbers that find their meaning in the world as it is then. */
export interface Move {
	kind: Kind;
	who: number;
	pick: number;
	from: number;
	until: number;
	luck: number;
}

const kinds = {
	pass: 7,
	request: 8,
	advance: 12,
	extend: 3,
	join: 4,
	leave: 1,
	code: 2,
	report: 1,
	basket: 4,
	together: 5,
	loss: 4,
	propose: 4,
	reply: 5,
	break: 2,
	mend: 3,
	away: 1,
	again: 3,
	offer: 1,
	block: 1,
	ask: 6,
	gift: 8,
	appoint: 3,
	draw: 1,
	jobs: 4
};
type Kind = keyof typeof kinds;
type Step = Extract<Act, { is: 'advance' }>;
type Wanted = Pick<Extract<Act, { is: 'join' }>, 'listing' | 'from' | 'until'>;

const number = fc.nat(9999);

/** Any move. */
export const move: fc.Arbitrary<Move> = fc.record({
	kind: fc.oneof(...Object.entries(kinds).map(([kind, weight]) => ({ weight, arbitrary: fc.constant(kind as Kind) }))),
	who: number,
	pick: number,
	from: number,
	until: number,
	luck: fc.nat(99)
});

/** When a story begins: around both changes of clocks, the turn of a year, and in the middle of a summer. */
export const beginning: fc.Arbitrary<number> = fc
	.tuple(fc.constantFrom('2026-03-26', '2026-10-22', '2026-12-29', '2027-07-01'), fc.nat(3 * 24 * 60))
	.map(([day, minutes]) => Date.parse(`${day}T00:00Z`) + minutes * minute);

/** What a move comes to: somebody's act, or time going by. */
export type Turn = { pass: number } | { actor: Actor; act: Act };

/** Gives moves their meaning; ids are made one after the other, so that the same moves are the same acts. */
export function interpreter(): (world: World, move: Move) => Turn {
	let made = 1000;
	const said: { actor: Actor; act: Act }[] = [];
	const newId = () => idOf(++made);

	function actFor(world: World, { kind, who, pick, from, until, luck }: Move): { actor: Actor; act: Act } {
		const anyone = [...people, 'visitor'][who % (people.length + 1)]!;
		const borrower = luck < 90 ? people[2 + (who % (people.length - 2))]! : anyone;
		const r = chosen(world, pick, luck);
		const party = r ? [r.owner, r.owner, r.borrower][who % 3]! : anyone;
		// Half of all wishes are about the drill: there is a crowd in front of it.
		const listing = (luck % 2 ? listings[0] : listings[pick % listings.length])!.id;
		// Where nothing is under way there is nothing to do but ask.
		const isEarly = !r && ['advance', 'extend', 'code', 'report', 'loss', 'propose'].includes(kind) && luck < 90;
		switch (isEarly ? 'request' : kind) {
			case 'join':
			case 'request': {
				// Nobody is passed over only where several wait for the same days.
				const like = kind === 'join' && luck % 3 ? waitedFor(world, pick) : undefined;
				if (like) return { actor: borrower, act: { is: 'join', id: newId(), ...like } };
				return {
					actor: borrower,
					act: { is: kind === 'join' ? 'join' : 'request', id: newId(), listing, ...periodFor(world.now, from, until) }
				};
			}
			case 'extend': {
				const later = (r?.until ?? world.now) + (until % 5 === 0 ? -hour : (1 + (until % 4)) * 24 * hour);
				const day = midnight(dayOf(later));
				const actor = luck < 85 ? (r?.borrower ?? anyone) : anyone;
				return { actor, act: { is: 'extend', id: r?.id ?? newId(), until: from % 4 ? day : later, op: newId() } };
			}
			case 'leave': {
				const places = [...world.places.values()];
				const place = places[pick % Math.max(1, places.length)];
				return {
					actor: luck < 80 ? (place?.person ?? anyone) : anyone,
					act: { is: 'leave', id: place?.id ?? newId() }
				};
			}
			case 'code':
				return { actor: luck < 80 ? (r?.owner ?? anyone) : anyone, act: { is: 'code', id: r?.id ?? newId() } };
			case 'report': {
				const moment = from % 2 ? 'hand_over' : 'return';
				return {
					actor: luck < 80 ? party : anyone,
					act: { is: 'report', id: newId(), reservation: r?.id ?? newId(), moment }
				};
			}
			case 'basket': {
				const first = listings.find(({ id }) => id === listing)!;
				const theirs = listings.filter(({ owner }) => owner === first.owner || luck >= 95);
				const lines = Array.from({ length: 2 + (until % 2) }, (_, n) => {
					// Several of one thing, or several things.
					const one = n === 0 || from % 2 ? (luck % 2 ? first : listings[1]!) : theirs[(pick + n) % theirs.length]!;
					return { id: newId(), listing: one.id };
				});
				const asked = { id: lines[0]!.id, lines, ...periodFor(world.now, until, from) };
				// The database may say any of several reasons: then one of the lines is asked for alone.
				if (refusalsOf(world, borrower, asked).length < 2) return { actor: borrower, act: { is: 'basket', ...asked } };
				const { id, from: begins, until: ends } = asked;
				return { actor: borrower, act: { is: 'request', id, listing: lines[0]!.listing, from: begins, until: ends } };
			}
			case 'together': {
				const lines = [...world.reservations.values()].filter(({ basket }) => basket);
				const line = lines[pick % Math.max(1, lines.length)];
				const possible = steps.filter(
					([, by, at]) => by === 'owner' && lines.some((r) => r.basket === line?.basket && r.state === at)
				);
				const among = luck < 85 && possible.length ? possible : steps;
				const [action] = among[from % among.length]!;
				const id = (luck % 9 ? line?.basket : r?.id) ?? newId();
				const actor = luck < 80 ? line?.owner : luck < 92 ? line?.borrower : undefined;
				return { actor: actor ?? anyone, act: { is: 'together', id, action, op: newId() } };
			}
			case 'propose':
			case 'reply':
				return aboutMeeting(world, { kind, who, pick, from, until, luck }, newId);
			case 'break': {
				const held = r?.state === 'handed_over' && luck % 3 === 0 ? r : undefined;
				const { owner } = world.listings.get(held?.listing ?? listing)!;
				const actor = luck < 90 ? (held?.borrower ?? owner) : anyone;
				return { actor, act: { is: 'break', id: newId(), listing: held?.listing ?? listing } };
			}
			case 'mend': {
				const broken = [...world.listings.values()].filter((one) => one.broken.length);
				// Nothing is broken: what was said before is said about nothing.
				const { id, owner } = broken[pick % Math.max(1, broken.length)] ?? world.listings.get(listing)!;
				return { actor: luck < 90 ? owner : anyone, act: { is: 'mend', listing: id, op: newId() } };
			}
			case 'away': {
				const first = dayOf(world.now) + (from % 9) - 1;
				const some = Array.from({ length: until % 3 }, (_, n) => {
					return { id: newId(), from: first + n * 4, until: first + n * 4 + (luck < 90 ? from % 3 : -1) };
				});
				const [theirs] = world.absences;
				const again = luck % 7 === 0 && theirs ? [{ id: theirs.id, from: theirs.from, until: theirs.until }] : [];
				// Only Bea has hours.
				return {
					actor: luck < 85 ? people[1]! : anyone,
					act: { is: 'away', absences: [...some, ...again], op: newId() }
				};
			}
			case 'loss':
				return aboutLoss(world, { kind, who, pick, from, until, luck }, newId);
			case 'offer':
				return {
					actor: luck < 80 ? listings.find(({ id }) => id === listing)!.owner : anyone,
					act: { is: 'offer', listing, action: from % 3 ? 'resume' : 'pause', op: newId() }
				};
			case 'block': {
				const [one, other] = [people[who % people.length]!, people[pick % people.length]!];
				return { actor: one, act: { is: world.blocks.size ? 'unblock' : 'block', whom: other } };
			}
			case 'ask': {
				// A crowd in front of one thing: otherwise there is nobody to choose among.
				const [first] = world.gifts.values();
				return {
					actor: people[who % people.length]!,
					act: { is: 'ask', id: newId(), listing: first && luck < 75 ? first.listing : idOf(111 + (pick % 3)) }
				};
			}
			case 'gift':
			case 'appoint':
			case 'draw':
				return aboutGift(world, { kind, who, pick, from, until, luck }, newId);
			case 'jobs':
				return { actor: 'visitor', act: { is: 'jobs' } };
			default: {
				const act = stepFor(r, from, until, luck, newId);
				const sides = steps.filter(([what, by, at]) => what === act.action && at === r?.state && by !== 'time');
				const side = sides[who % Math.max(1, sides.length)]?.[1] === 'borrower' ? r?.borrower : r?.owner;
				const likely = luck < 75 ? side : luck < 90 ? party : undefined;
				return { actor: likely ?? anyone, act };
			}
		}
	}

	return (world, move) => {
		if (move.kind === 'pass') return { pass: passing(world, move) };
		const again = move.kind === 'again' && said[move.pick % Math.max(1, said.length)];
		if (again) {
			const actor = move.luck < 70 ? again.actor : people[move.who % people.length]!;
			const isOther = move.luck >= 85 && 'until' in again.act;
			return { actor, act: isOther ? ({ ...again.act, until: world.now + 5 * 24 * hour } as Act) : again.act };
		}
		const turn = actFor(world, move);
		said.push(turn);
		return turn;
	};
}

/** When to meet: around an exchange, within Bea's hours now and then; and what the other says to it. */
function aboutMeeting(world: World, { kind, who, pick, from, until, luck }: Move, newId: () => string) {
	const r = chosen(world, pick, luck);
	const anyone = people[who % people.length]!;
	const known = [...world.appointments.values()].filter((a) => a.proposedBy !== null || a.state === 'agreed');
	const a = known[pick % Math.max(1, known.length)];
	if (kind === 'reply' && a) {
		const { owner, borrower } = world.reservations.get(a.reservation)!;
		const isOpen = a.proposedBy !== null && from % 4;
		const other = a.proposedBy === owner ? borrower : owner;
		const action: 'accept' | 'decline' | 'cancel' = isOpen
			? (['accept', 'accept', 'decline'] as const)[until % 3]!
			: 'cancel';
		const read = (isOpen ? a.proposedFrom : a.from) ?? world.now;
		const said = { reservation: a.reservation, moment: a.moment, action, from: luck % 12 ? read : read + hour };
		return {
			actor: luck < 75 ? other : luck < 93 ? (a.proposedBy ?? owner) : anyone,
			act: { is: 'reply', ...said, op: newId() } as const
		};
	}
	const moment = r?.state === 'handed_over' || from % 3 === 0 ? 'return' : 'hand_over';
	const around = dayOf((moment === 'return' ? r?.until : r?.from) ?? world.now) + (luck < 85 ? 0 : (from % 20) - 6);
	const saturday = around + ((13 - weekdayOf(midnight(around))) % 7);
	const begins =
		until % 3 === 0 ? midnight(saturday) + (9 + (from % 4)) * hour : midnight(around) + (8 + (until % 12)) * hour;
	const long = luck < 95 ? (1 + (from % 2)) * 30 * minute : (until % 2 ? 13 : -1) * hour;
	const same = luck % 4 === 0 ? world.appointments.get(keyOf(r?.id ?? '', moment)) : undefined;
	const when = { from: same?.proposedFrom ?? begins, until: same?.proposedUntil ?? begins + long };
	const party = r && [r.owner, r.borrower, r.borrower][who % 3];
	const said = { reservation: r?.id ?? newId(), moment, ...when } as const;
	return { actor: (luck < 93 && party) || anyone, act: { is: 'propose', ...said, op: newId() } as const };
}

/** Something that is lost, what is proposed about it, and the answer. */
function aboutLoss(world: World, { who, pick, from, luck }: Move, newId: () => string): { actor: Actor; act: Act } {
	const all = [...world.reservations.values()];
	const [lost, away] = ['lost', 'handed_over'].map((state) => all.filter((r) => r.state === state));
	const anyone = people[who % people.length]!;
	// Nothing is lost yet: something has to be, now and then, and to be in somebody's hands before.
	const onTheWay = all.filter((r) => r.state === 'accepted' || r.state === 'requested');
	const before = away!.length ? away! : onTheWay;
	if (!lost!.length && before.length && luck < 85) {
		const r = before[pick % before.length]!;
		const action = { handed_over: 'report_lost', accepted: 'hand_over' }[r.state as string] ?? 'accept';
		return { actor: r.owner, act: { is: 'advance', id: r.id, action, code: null, op: newId() } };
	}
	const among = luck < 85 && lost!.length ? lost! : all;
	const r = among[pick % Math.max(1, among.length)];
	const proposals = [...world.proposals.values()];
	const open = proposals.filter((p) => p.agreed === null);
	const answerable = luck < 85 && open.length ? open : proposals;
	const p = answerable[pick % Math.max(1, answerable.length)];
	if (p && from % 2) {
		const { owner, borrower } = world.reservations.get(p.reservation)!;
		const other = p.by === owner ? borrower : owner;
		const actor = luck < 60 ? other : luck < 92 ? p.by : anyone;
		return { actor, act: { is: 'answer', id: p.id, agreed: from % 3 > 0, op: newId() } };
	}
	const party = r && [r.owner, r.borrower][who % 2];
	return { actor: (luck < 90 && party) || anyone, act: { is: 'settle', id: newId(), reservation: r?.id ?? newId() } };
}

/** A step of a gift, mostly one that is possible, by whose it is. */
function aboutGift(world: World, { kind, who, pick, from, until, luck }: Move, newId: () => string) {
	const all = [...world.gifts.values()];
	const live = all.filter((g) => g.state !== 'withdrawn' && g.state !== 'collected');
	const g = luck < 90 && live.length ? live[pick % live.length] : all[pick % Math.max(1, all.length)];
	const owner = world.offers.get(g?.listing ?? '')?.owner;
	const party = (luck < 90 ? [owner, g?.person][who % 2] : undefined) ?? people[who % people.length]!;
	if (kind === 'draw') {
		const listing = idOf(111 + (from % 4 ? 2 : pick % 3));
		return {
			actor: luck < 80 ? world.offers.get(listing)!.owner : party,
			act: { is: 'draw', listing, op: newId() } as const
		};
	}
	if (kind === 'appoint') {
		const when = from % 5 && g?.pickupAt ? g.pickupAt : world.now + ((until % 90) - 2) * hour;
		return { actor: party, act: { is: 'appoint', id: g?.id ?? newId(), when, op: newId() } as const };
	}
	const chosen = ['collect', 'agree', 'agree', 'withdraw', 'release', 'report_no_show'];
	const likely = g?.state === 'chosen' ? chosen : ['choose', 'choose', 'decline', 'withdraw'];
	const action = luck < 80 ? likely[from % likely.length]! : giftActions[from % giftActions.length]!;
	const byOwner = ['choose', 'decline', 'release', 'report_no_show'].includes(action);
	const side = byOwner ? owner : action === 'withdraw' ? g?.person : party;
	return {
		actor: (luck < 85 ? side : party) ?? party,
		act: { is: 'gift', id: g?.id ?? newId(), action, op: newId() } as const
	};
}

/** What somebody waits for already, or has: days that others may want as well. */
function waitedFor({ places, reservations, now }: World, pick: number): Wanted | undefined {
	const wanted: Wanted[] = [
		...[...places.values()].filter(({ state }) => state === 'waiting' || state === 'offered'),
		...[...reservations.values()].filter(({ state }) => state === 'accepted')
	];
	const { listing, from, until } = wanted[pick % Math.max(1, wanted.length)] ?? {};
	return listing && from! > now ? { listing, from: from!, until: until! } : undefined;
}

/** Mostly one that is under way. */
function chosen({ reservations }: World, pick: number, luck: number): Reservation | undefined {
	const all = [...reservations.values()];
	const live = all.filter((r) =>
		['requested', 'accepted', 'handed_over', 'returned', 'no_show', 'lost'].includes(r.state)
	);
	const from = luck < 85 && live.length ? live : all;
	return from[pick % Math.max(1, from.length)];
}

function stepFor(r: Reservation | undefined, from: number, until: number, luck: number, newId: () => string): Step {
	const possible = steps.filter(
		([what, by, at]) => by !== 'time' && by !== 'both' && at === r?.state && (what !== 'cancel' || until % 4 === 0)
	);
	const onwards = possible.filter(([what]) => what === 'accept' || what === 'hand_over');
	const answers = r?.extensionUntil != null && until % 2 ? steps.slice(0, 2) : possible;
	const likely = luck < 35 && onwards.length ? onwards : answers;
	const all = luck < 80 && likely.length ? likely : steps;
	const [action] = all[from % all.length]!;
	const typed = until % 4 === 0 ? 'wrong' : 'right';
	const isTold = (action === 'hand_over' && luck % 4) || (action === 'excuse_overdue' && luck % 6);
	const code = isTold ? typed : null;
	return { is: 'advance', id: r?.id ?? newId(), action, code, op: newId() };
}

/** Whole days mostly; hours; hours inside Bea's windows; and what nobody should ask for. */
function periodFor(now: number, from: number, until: number): { from: number; until: number } {
	const today = dayOf(now);
	const kind = from % 12;
	const later = Math.floor(from / 12) % 7;
	if (kind < 6) return { from: midnight(today + later), until: midnight(today + later + 1 + (until % 4)) };
	const soon = Math.ceil(now / hour) * hour + later * 12 * hour;
	if (kind < 8) return { from: soon, until: soon + (1 + (until % 60)) * hour };
	if (kind === 8) return { from: now + (later - 5) * minute, until: now + (1 + (until % 48)) * hour };
	if (kind === 9) {
		const saturday = today + 1 + ((13 - weekdayOf(midnight(today + 1))) % 7);
		const tuesday = midnight(saturday + 3) + 18 * hour;
		const start = midnight(saturday) + 10 * hour + (from % 5) * 30 * minute;
		return until % 2
			? { from: start, until: start + hour }
			: { from: start, until: tuesday + (until % 4) * 30 * minute };
	}
	if (kind === 10) return { from: now + (23 + (from % 3)) * hour, until: now + (26 + (until % 40)) * hour };
	return until % 2
		? { from: now + 400 * 24 * hour, until: now + 401 * 24 * hour }
		: { from: midnight(today), until: now - (later - 3) * hour };
}

/** Milliseconds that go by: a while, or to the very moment when something is due, a second less, or a second more. */
function passing(
	{ now, reservations, places, offers, gifts, appointments }: World,
	{ pick, from, until }: Move
): number {
	const whiles = [1000, 10 * minute, hour, 5 * hour, 12 * hour, 24 * hour, 48 * hour];
	if (from % 2) return whiles[pick % whiles.length]!;
	const due = [
		...[...reservations.values()].flatMap((r) => [r.respondBy, r.from, r.until, r.extensionUntil ?? 0]),
		...[...places.values()].flatMap((p) => [p.offeredUntil ?? 0, p.from, p.until]),
		...[...offers.values()].map((o) => o.chooseBy ?? 0),
		...[...gifts.values()].map((g) => g.pickupAt ?? 0),
		...[...appointments.values()].map((a) => a.until ?? 0),
		midnight(dayOf(now) + 1)
	].filter((instant) => instant > now);
	const soonest = due.toSorted((a, b) => a - b)[pick % Math.min(due.length, 4)]!;
	return Math.max(1000, Math.min(soonest - now + ((until % 3) - 1) * 1000, 6 * 24 * hour));
}
