/** Where a visit stands, for whoever holds its ticket. */
export interface VisitCalled {
	ticket: number | null;
	state: 'booked' | 'waitlisted' | 'queued' | 'called' | 'done' | 'left' | 'no_show' | 'cancelled';
	/** How many things that need the same hands go first; `null` unless it is queued. */
	before: number | null;
	/** In how many minutes it is likely to be their turn, to the nearest five; `null` unless it is queued. */
	minutes: number | null;
	/** The next session that something of it goes to. */
	next: { title: string; at: string; place: string } | null;
	/** What of it goes to a place. */
	gone: GoneThing[];
}

/** A thing that goes to a place of the directory. */
export interface GoneThing {
	/** In its owner's words, or its category's; may be empty. */
	name: string;
	place: { slug: string; name: string; address: string; openingHours: string };
}
