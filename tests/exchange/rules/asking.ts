import {
	canBeAskedFor,
	freeUnit,
	freeUnits,
	isAgreedBeforehand,
	isMidnight,
	meet,
	wanted,
	type Period
} from './availability.ts';
import { hour } from './paris.ts';
import { isExcused, isLate } from './steps.ts';
import { answeredBy } from './waking.ts';
import { offerSlots, release } from './waiting.ts';
import { face, no, note, type Listing, type Place, type Reservation, type World } from './world.ts';

interface Asked {
	id: string;
	listing: string;
	from: number;
	until: number;
}

const open = new Set(['waiting', 'offered']);

/** Asks for a period; accepted at once when a rule says so. */
export function request(world: World, me: string, asked: Asked): unknown {
	if (world.reservations.has(asked.id)) no('not_allowed');
	const listing = world.listings.get(asked.listing) ?? no('not_available');
	if (listing.owner === me) no('own_listing');
	if (!canBeAskedFor(world, listing, me)) no('not_available');
	return face(askFor(world, me, listing, asked, null));
}

/** Asks for one thing, alone or as a line of a basket. */
export function askFor(world: World, me: string, listing: Listing, asked: Asked, basket: string | null): Reservation {
	const { now, reservations } = world;
	const period = wanted(world, listing, asked);
	const mine = [...reservations.values()].filter((r) => r.borrower === me);
	const same = mine.filter(
		(r) =>
			r.listing === listing.id &&
			(r.state === 'requested' || r.state === 'accepted') &&
			r.until === period.until &&
			(r.from === period.from || (r.from <= now && period.from === now))
	);
	if (same.length >= listing.units) no('already_done');
	const others = mine.filter((r) => basket === null || r.basket !== basket);
	if (!world.isForgiving && hasTooMuch(world, listing, me, mine, others)) no('quota_reached');
	if (talksOf(others.filter((r) => r.events[0]!.at > now - 24 * hour)) >= 60) no('too_fast');
	if (freeUnits(world, listing, period, me) === 0) no('dates_taken');

	const r: Reservation = {
		id: asked.id,
		listing: listing.id,
		owner: listing.owner,
		borrower: me,
		unit: freeUnit(world, listing, period, me, keptFor(world, listing, me, period))!,
		...period,
		extensionUntil: null,
		state: 'requested',
		respondBy: world.isAnsweredAwake ? answeredBy(now, period) : Math.min(now + 24 * hour, period.until),
		handoverAt: null,
		returnAt: null,
		excusedAt: null,
		basket,
		events: []
	};
	reservations.set(r.id, r);
	note(world, r, 'request', me);
	endWait(world, r);
	const isWholeDays = isMidnight(asked.from) && isMidnight(asked.until);
	if (listing.instant || isAgreedBeforehand(world, listing.owner, period, isWholeDays)) {
		r.unit = freeUnit(world, listing, r, me, r.unit)!;
		r.state = 'accepted';
		note(world, r, 'accept', null);
		release(world, r);
	}
	return r;
}

/** Asks to be told when a period frees up; free days are asked for instead, but for those that others gave back within a week. */
export function join(world: World, me: string, asked: Asked): unknown {
	const { places } = world;
	if (places.has(asked.id)) no('not_allowed');
	const listing = world.listings.get(asked.listing) ?? no('not_available');
	if (listing.owner === me) no('own_listing');
	if (!canBeAskedFor(world, listing, me)) no('not_available');
	const period = wanted(world, listing, asked);
	const mine = [...places.values()].filter((p) => p.person === me);
	const waiting = mine.filter((p) => open.has(p.state));
	const kept = mine.filter((p) => p.keptUnit !== null);
	if ([...waiting, ...kept].some((p) => p.listing === listing.id && meet(p, period))) no('already_done');
	if (!world.isForgiving && (owesSomething(world, me) || waiting.length >= 20)) no('quota_reached');
	if (freeUnit(world, listing, period, me) !== null && !wasGivenBack(world, listing, period, me)) no('wrong_state');
	const place: Place = {
		id: asked.id,
		listing: listing.id,
		person: me,
		...period,
		state: 'waiting',
		offeredUntil: null,
		goesLast: didNotCome(world, me),
		keptUnit: null,
		reservation: null
	};
	places.set(place.id, place);
	offerSlots(world, listing);
	return { ...place };
}

/** Whether somebody else had some of it and gave it back within the last week: who asked to wait then may be heard only now. */
function wasGivenBack({ reservations, now }: World, listing: Listing, period: Period, me: string): boolean {
	const isHad = ({ state }: Reservation['events'][number]) => state === 'accepted' || state === 'handed_over';
	return [...reservations.values()].some(
		(r) =>
			r.listing === listing.id &&
			r.borrower !== me &&
			r.events.some(
				(had, n) =>
					isHad(had) &&
					meet({ from: r.from, until: had.until }, period) &&
					r.events
						.slice(n + 1)
						.some((gave) => (gave.action === 'shorten' || !isHad(gave)) && gave.at > now - 7 * 24 * hour)
			)
	);
}

/** Waits no longer; what was offered goes to the next. */
export function leave(world: World, me: string, { id }: { id: string }): unknown {
	const place = world.places.get(id);
	if (place?.person !== me) no('not_found');
	if (!open.has(place.state) && place.state !== 'left') no('wrong_state');
	if (place.state !== 'left') {
		Object.assign(place, { state: 'left', offeredUntil: null, keptUnit: null });
		offerSlots(world, world.listings.get(place.listing)!);
	}
	return { ...place };
}

/** A request ends the wait for what it asks for; what had been offered stays kept until it is answered. */
function endWait({ places, now }: World, r: Reservation): void {
	for (const p of places.values()) {
		if (p.person !== r.borrower || p.listing !== r.listing) continue;
		const rest = { from: Math.max(p.from, now), until: p.until };
		const isWithin = rest.from >= rest.until || (r.from <= rest.from && rest.until <= r.until);
		const isMet = (p.state === 'offered' && meet(p, r)) || (p.state === 'waiting' && isWithin);
		if (isMet) Object.assign(p, { state: 'taken', offeredUntil: null, reservation: r.id });
	}
}

function keptFor(
	{ places }: World,
	listing: Listing,
	me: string,
	period: { from: number; until: number }
): number | null {
	const mine = [...places.values()].find(
		(p) => p.person === me && p.listing === listing.id && p.state === 'offered' && meet(p, period)
	);
	return mine?.keptUnit ?? null;
}

function hasTooMuch(world: World, listing: Listing, me: string, mine: Reservation[], others: Reservation[]): boolean {
	const pending = talksOf(others.filter((r) => r.state === 'requested'));
	return pending >= 20 || hasOne(world, listing, mine) || owesSomething(world, me);
}

/** What is asked for together is talked about, and counted, once. */
function talksOf(reservations: Reservation[]): number {
	return new Set(reservations.map((r) => r.basket ?? r.id)).size;
}

/** One loan at a time from an owner who wishes so; a request that still waits for an answer counts. */
function hasOne({ oneAtATime, listings, now }: World, listing: Listing, mine: Reservation[]): boolean {
	const theirs = mine.filter((r) => r.owner === listing.owner && listings.get(r.listing)!.kind === 'loan');
	return (
		listing.kind === 'loan' &&
		oneAtATime.has(listing.owner) &&
		theirs.some(
			(r) => r.state === 'accepted' || r.state === 'handed_over' || (r.state === 'requested' && r.respondBy > now)
		)
	);
}

/** A thing that is late, and not excused, comes back before anything else is asked for. */
export function owesSomething({ reservations, listings, now }: World, me: string): boolean {
	return [...reservations.values()].some(
		(r) => r.borrower === me && listings.get(r.listing)!.kind === 'loan' && isLate(r, now) && !isExcused(r)
	);
}

/** Whether an owner waited in vain in the last six months. */
function didNotCome({ reservations, now }: World, person: string): boolean {
	return [...reservations.values()].some(
		(r) =>
			r.borrower === person &&
			r.state === 'no_show' &&
			r.events.some((e) => e.action === 'report_no_show' && e.actor !== person && e.at > now - 180 * 24 * hour)
	);
}
