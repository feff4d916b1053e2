import { isVisible } from './availability.ts';
import { no, type World } from './world.ts';

/** Takes a listing off the street for a while, or puts it back. */
export function offer(world: World, me: string, act: { listing: string; action: 'pause' | 'resume' }): unknown {
	const listing = world.listings.get(act.listing)!;
	if (listing.owner !== me) no(isVisible(world, listing, me) ? 'not_allowed' : 'not_found');
	const isPaused = act.action === 'pause';
	if (listing.paused === isPaused) no('already_done');
	listing.paused = isPaused;
	return { id: listing.id, status: isPaused ? 'paused' : 'published' };
}
