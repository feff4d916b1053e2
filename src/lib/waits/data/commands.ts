import { hasLanded } from '#lib/database/receipts.ts';
import type { Kind } from '#lib/offline/command.ts';
import { joinWaitlist, leaveWaitlist } from './waits.ts';

/** A list is joined before it is left. */
const laneOf = (waitId: string) => `wait:${waitId}`;

/** The place in the list bears the wish's own id. `title`: what is waited for, while it is on its way. */
const join: Kind<{ listingId: string; title: string; startsAt: string; endsAt: string }> = {
	v: 1,
	lane: (_payload, id) => laneOf(id),
	perform: joinWaitlist,
	landed: hasLanded
};

/** Leaving twice is leaving once: the database keeps no receipt of it. */
const leave: Kind<{ waitId: string; title: string }> = {
	v: 1,
	lane: ({ waitId }) => laneOf(waitId),
	perform: (db, _id, { waitId }) => leaveWaitlist(db, waitId)
};

export const waitCommands = { 'waits.join': join, 'waits.leave': leave };
