import { freeUnit, isMidnight, isVisible } from './availability.ts';
import { hour } from './paris.ts';
import type { Listing, Place, Reservation, World } from './world.ts';

/**
 * What is over makes room, then what is free is kept for whoever asked first. Who lets an offer go by waits behind the others,
 * and is out the second time. Answers how many offers were made.
 */
export function offerSlots(world: World, listing: Listing): number {
	const { now, places } = world;
	for (const p of places.values()) {
		if (p.listing === listing.id && p.state === 'taken' && p.until <= now) p.keptUnit = null;
	}
	const line = [...places.values()].filter(
		(p) => p.listing === listing.id && (p.state === 'waiting' || p.state === 'offered')
	);
	for (const p of line) {
		const isLetGo = p.offeredUntil !== null && p.offeredUntil <= now;
		if (!canBeTakenUp(world, listing, p)) Object.assign(p, { state: 'lapsed', offeredUntil: null, keptUnit: null });
		else if (isLetGo) {
			Object.assign(p, {
				state: p.goesLast ? 'lapsed' : 'waiting',
				goesLast: true,
				offeredUntil: null,
				keptUnit: null
			});
		}
	}
	let offers = 0;
	for (const p of [...line.filter((p) => !p.goesLast), ...line.filter((p) => p.goesLast)]) {
		if (p.state !== 'waiting') continue;
		const unit = freeUnit(world, listing, { from: Math.max(p.from, now), until: p.until }, p.person);
		if (unit === null) continue;
		Object.assign(p, { state: 'offered', keptUnit: unit, offeredUntil: Math.min(now + 24 * hour, p.until) });
		offers++;
	}
	return offers;
}

/** A request was answered, or its days were given back: the unit kept for it is free, and so may its days be. */
export function release(world: World, r: Reservation): void {
	if (r.state !== 'requested') {
		for (const p of world.places.values()) if (p.reservation === r.id) p.keptUnit = null;
	}
	offerSlots(world, world.listings.get(r.listing)!);
}

/** Whether somebody else waits for the days that staying until then would add. */
export function isWaitedFor({ places }: World, r: Reservation, until: number): boolean {
	return [...places.values()].some(
		(p) =>
			p.listing === r.listing &&
			(p.state === 'waiting' || p.state === 'offered') &&
			p.person !== r.borrower &&
			p.from < until &&
			r.until < p.until
	);
}

/** Days that began may be taken up for another day; hours that began are gone. */
function canBeTakenUp(world: World, listing: Listing, p: Place): boolean {
	const { now } = world;
	const isBegunTooLong = p.from < now - (isMidnight(p.until) ? 24 * hour : 0);
	const isTooSoon = listing.leadHours > 0 && p.from < now + listing.leadHours * hour;
	return p.until > now && !isBegunTooLong && !isTooSoon && isVisible(world, listing, p.person);
}
