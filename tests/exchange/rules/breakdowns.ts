import { follow } from './appointments.ts';
import { freeUnit, isOutOfOrder, isVisible } from './availability.ts';
import { noShowFrom } from './steps.ts';
import { offerSlots } from './waiting.ts';
import { areBlocked, no, note, type Listing, type World } from './world.ts';

/** What somebody said that broke: all of a listing, or one of its units. */
export interface Breakdown {
	id: string;
	listing: string;
	unit: number | null;
	by: string;
	/** What whoever said so had then. */
	reservation: string | null;
	/** Exchanges of those who counted on it. */
	told: string[];
	mended: boolean;
}

/** Says that something broke: its owner, or who has it. Whoever counted on it is told, or gets another of its kind. */
export function declareBroken(world: World, me: string, said: { id: string; listing: string }): unknown {
	const { breakdowns, places, now } = world;
	if (breakdowns.has(said.id)) no('not_allowed');
	const listing = world.listings.get(said.listing) ?? no('not_found');
	const inOrder = [...world.reservations.values()].filter((r) => r.listing === listing.id).toSorted(byId);
	const held = inOrder.find((r) => r.borrower === me && r.state === 'handed_over');
	if (listing.owner !== me && !held) no(isVisible(world, listing, me) ? 'not_allowed' : 'not_found');
	if (areBlocked(world, listing.owner, me)) no('not_available');
	const unit = held && listing.units > 1 ? held.unit : null;
	const whole = Array.from({ length: listing.units }, (_, n) => n + 1);
	const broken = unit === null ? whole : [...new Set([...listing.broken, unit])].toSorted((a, b) => a - b);
	if (broken.every((one) => listing.broken.includes(one))) no('already_done');

	listing.broken = broken;
	const told: string[] = [];
	for (const r of inOrder) {
		if ((r.state !== 'requested' && r.state !== 'accepted') || r.until <= now) continue;
		const other = freeUnit(world, listing, r, r.borrower, r.unit, r.id);
		if (other === null) told.push(r.id);
		else r.unit = other;
	}
	const breakdown: Breakdown = {
		id: said.id,
		listing: listing.id,
		unit,
		by: me,
		reservation: held?.id ?? null,
		told,
		mended: false
	};
	breakdowns.set(breakdown.id, breakdown);
	for (const p of places.values()) {
		if (p.listing !== listing.id || p.state !== 'offered' || !broken.includes(p.keptUnit!)) continue;
		Object.assign(p, { state: 'waiting', offeredUntil: null, keptUnit: null });
	}
	offerSlots(world, listing);
	return saidOf(breakdown);
}

/** Says that all of it is in order again. */
export function declareMended(world: World, me: string, { listing: id }: { listing: string }): unknown {
	const listing = world.listings.get(id) ?? no('not_found');
	if (listing.owner !== me) no(isVisible(world, listing, me) ? 'not_allowed' : 'not_found');
	if (!listing.broken.length) no('already_done');
	for (const b of world.breakdowns.values()) if (b.listing === id) b.mended = true;
	listing.broken = [];
	offerSlots(world, listing);
	return { id, broken: [], isOut: false };
}

/** What was agreed for a moment that has come, of what is still broken. Answers how many. */
export function cancelWhatIsBroken(world: World): number {
	const { reservations, now } = world;
	const due = [...reservations.values()].filter((r) => {
		const listing = world.listings.get(r.listing)!;
		return (
			r.state === 'accepted' &&
			listing.broken.includes(r.unit) &&
			noShowFrom(r) <= now &&
			freeUnit(world, listing, r, r.borrower, r.unit, r.id) === null
		);
	});
	for (const r of due) {
		Object.assign(r, { state: 'cancelled', extensionUntil: null });
		follow(world, r);
		world.codes.delete(r.id);
		note(world, r, 'cancel', null);
		for (const p of world.places.values()) if (p.reservation === r.id) p.keptUnit = null;
	}
	return due.length;
}

/** What others may know of it. */
export function saidOf({ told: _, mended: __, ...said }: Breakdown): Omit<Breakdown, 'told' | 'mended'> {
	return said;
}

/** How a listing stands. */
export function orderOf(listing: Listing): [id: string, broken: number[], isOut: boolean] {
	return [listing.id, listing.broken, isOutOfOrder(listing)];
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
