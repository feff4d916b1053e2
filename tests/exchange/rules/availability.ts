import { dayOf, daysIn, hour, midnight, minute, timeOf, weekdayOf } from './paris.ts';
import { isAway } from './absences.ts';
import { areBlocked, no, type Listing, type World } from './world.ts';

export interface Period {
	from: number;
	until: number;
}

const yearMs = 365 * 24 * hour;

/** Units that are broken, away at some moment of a period, or kept for others who waited; what is late is away now. */
function busy(world: World, listing: string, period: Period, person: string | null, besides?: string): Set<number> {
	const { reservations, places, now } = world;
	const { from, until } = period;
	const units = new Set(world.listings.get(listing)!.broken);
	for (const p of places.values()) {
		if (p.listing !== listing || p.keptUnit === null || p.person === person || !meet(p, period)) continue;
		if (p.state === 'taken' || p.offeredUntil! > now) units.add(p.keptUnit);
	}
	for (const r of reservations.values()) {
		if (r.listing !== listing || r.id === besides || (r.state !== 'accepted' && r.state !== 'handed_over')) continue;
		const isLateNow = r.state === 'handed_over' && r.until <= now && from <= now && now < until;
		if (meet(r, period) || isLateNow) units.add(r.unit);
	}
	return units;
}

/** The unit that `person` would take: the preferred one, or the first that is free. */
export function freeUnit(
	world: World,
	listing: Listing,
	period: Period,
	person: string | null,
	preferred?: number | null,
	besides?: string
): number | null {
	const taken = busy(world, listing.id, period, person, besides);
	const free = Array.from({ length: listing.units }, (_, n) => n + 1).filter((unit) => !taken.has(unit));
	return free.find((unit) => unit === preferred) ?? free[0] ?? null;
}

/** How many units somebody could have. */
export function freeUnits(world: World, listing: Listing, period: Period, person: string | null): number {
	return listing.units - busy(world, listing.id, period, person).size;
}

/** Whether two periods share a moment; an empty one shares none. */
export function meet(one: Period, other: Period): boolean {
	return one.from < other.until && other.from < one.until && one.from < one.until && other.from < other.until;
}

/** Units free for each of `count` days from `first`, as `person` sees it. */
export function calendar(
	world: World,
	listing: Listing,
	person: string | null,
	first: number,
	count: number
): number[] {
	const isOpen = canBeAskedFor(world, listing, person);
	return Array.from({ length: count }, (_, n) => {
		const day = first + n;
		if (!isOpen || day < dayOf(world.now)) return 0;
		return freeUnits(world, listing, { from: Math.max(midnight(day), world.now), until: midnight(day + 1) }, person);
	});
}

export function canBeAskedFor(world: World, listing: Listing, person: string | null): boolean {
	return isVisible(world, listing, person) && !isOutOfOrder(listing);
}

/** Whether it is shown to somebody who does not own it. */
export function isVisible(world: World, listing: Listing, person: string | null): boolean {
	return !listing.paused && !(person && areBlocked(world, listing.owner, person));
}

/** Whether nothing of it is in order. */
export function isOutOfOrder({ broken, units }: Listing): boolean {
	return broken.length >= units;
}

/** The period meant by a start and an end. Whole days that begin today begin now; five minutes are forgiven. */
export function wanted({ now }: World, listing: Listing, { from, until }: Period): Period {
	if (until <= from || from > now + yearMs) no('invalid_value');
	const isWholeDays = from === midnight(dayOf(now)) && isMidnight(until);
	if (from < now - 5 * minute && !isWholeDays) no('starts_in_past');
	const start = Math.max(from, now);
	if (until <= now || (listing.leadHours > 0 && start < now + listing.leadHours * hour)) no('starts_in_past');
	const days = daysIn(start, until);
	if (days > listing.maxDays) no('period_too_long');
	if (days < listing.minDays) no('period_too_short');
	return { from: start, until };
}

/** Whether the owner said beforehand to be there at both ends, and to agree. */
export function isAgreedBeforehand(world: World, owner: string, { from, until }: Period, byDay: boolean): boolean {
	if (isAway(world, owner, from) || isAway(world, owner, byDay ? until - 1 : until)) return false;
	const hours = world.windows.filter((w) => w.owner === owner);
	const last = byDay ? until - 1 : until;
	const start = hours.some(
		(w) =>
			w.weekday === weekdayOf(from) &&
			(byDay ? timeOf(from) < w.until : w.from <= timeOf(from) && timeOf(from) <= w.until)
	);
	const end = hours.some(
		(w) => w.weekday === weekdayOf(last) && (byDay || (w.from <= timeOf(last) && timeOf(last) <= w.until))
	);
	return start && end;
}

export function isMidnight(instant: number): boolean {
	return instant === midnight(dayOf(instant));
}
