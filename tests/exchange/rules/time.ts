import { follow } from './appointments.ts';
import { cancelWhatIsBroken } from './breakdowns.ts';
import { giftJobs } from './gifts.ts';
import { offerSlots } from './waiting.ts';
import { note, type Reservation, type World } from './world.ts';

/** What time brings: requests run out, what is still broken falls through, offers lapse, what is free is offered to whoever asked first. */
export function jobs(world: World): unknown {
	const due = [...world.reservations.values()].filter((r) => r.state === 'requested' && r.respondBy <= world.now);
	for (const r of due) expire(world, r);
	const broken = cancelWhatIsBroken(world);
	giftJobs(world);
	let offers = 0;
	for (const listing of world.listings.values()) offers += offerSlots(world, listing);
	return { requests_expired: due.length, broken_cancelled: broken, slots_offered: offers };
}

/** Nobody answered; what was kept for it is free. */
export function expire(world: World, r: Reservation): void {
	r.state = 'expired';
	follow(world, r);
	note(world, r, 'expire', null);
	for (const p of world.places.values()) if (p.reservation === r.id) p.keptUnit = null;
}
