/** The hall on the day of a repair session, as one device knows it. Times are ISO 8601 in UTC. */

export type VisitState = 'booked' | 'waitlisted' | 'checked_in' | 'left' | 'no_show' | 'cancelled';
export type ItemState = 'registered' | 'queued' | 'claimed' | 'done' | 'returned';

/** The standard's outcomes: 0 unknown, 1 fixed, 2 repairable, 3 end of life (Open Repair Data Standard 0.3). */
export type RepairStatus = 0 | 1 | 2 | 3;

/**
 * Why something is at the end of its life, in the standard's order: spare parts not available, spare parts too
 * expensive, no way to open the product, repair information not available, lack of equipment, item too worn out.
 */
export type RepairBarrier = 1 | 2 | 3 | 4 | 5 | 6;

/** Where a thing goes once it is given back. */
export type Destination = 'home' | 'next_session' | 'place' | 'listing';

/** What an earlier session found of a thing. */
export interface FoundBefore {
	/** When that session began. */
	on: string;
	status: RepairStatus | null;
	notes: string;
	parts: string;
}

/** Somebody who comes, with or without an account. */
export interface HallVisit {
	id: string;
	/** First name or nickname: the only thing that the hall knows of anybody. */
	name: string;
	/** `null` until they are in the hall. */
	ticket: number | null;
	state: VisitState;
	/** The slot they booked; `null` for a walk-in. */
	arrivalAt: string | null;
	checkedInAt: string | null;
	walkIn: boolean;
	/** Opens their own page, without an account; `null` until they have a number. */
	page: string | null;
}

/** One thing somebody brought. */
export interface HallItem {
	id: string;
	visitId: string;
	/** Among those of its visit, from 0. */
	position: number;
	/** Of `HallCategory`; `null` while nobody has said what it is. */
	categoryId: number | null;
	/** In the visitor's or the volunteers' words; may be empty. */
	name: string;
	problem: string;
	state: ItemState;
	/** 1 goes first, 0 is ordinary. */
	priority: number;
	queuedAt: string | null;
	claimedBy: string | null;
	claimedAt: string | null;
	calledAt: string | null;
	/** The table it is called to; may be empty. */
	table: string;
	status: RepairStatus | null;
	barrier: RepairBarrier | null;
	weightGrams: number | null;
	minutes: number | null;
	/** What was learned, for whoever meets the same fault. */
	notes: string;
	/** Whether it waits for a part. */
	awaitsPart: boolean;
	parts: string;
	doneAt: string | null;
	goesTo: Destination | null;
	/** Which place, when it goes to one that was named. */
	goesToPlaceId: string | null;
	/** `null` of what comes for the first time. */
	before: FoundBefore | null;
	/** Entered by mistake: counts nowhere. */
	mistaken: boolean;
}

/** What things are sorted by here. */
export interface HallCategory {
	id: number;
	label: string;
	/** What a repairer must know. */
	skill: string;
	/** Whether it plugs in or holds a battery: the rest stays out of the standard's records. */
	powered: boolean;
	/** How long one usually takes. */
	minutes: number;
	weightGrams: number | null;
}

/** Somebody who helps today. */
export interface HallVolunteer {
	id: string;
	name: string;
	skills: string[];
}

export interface HallEvent {
	id: string;
	slug: string;
	title: string;
	startsAt: string;
	endsAt: string;
	place: string;
}

/** A place near by that takes things in. */
export interface Outlet {
	id: string;
	slug: string;
	name: string;
	address: string;
	/** In OpenStreetMap's syntax; may be empty. */
	openingHours: string;
	/** From the session; `null` when nobody knows. */
	distanceMeters: number | null;
	/** Of `HallCategory`: what it takes, by what it says or such places usually do. */
	takes: number[];
}

/** All that a device needs for the day: read beforehand, kept, and drawn over with what is unsent. */
export interface Hall {
	event: HallEvent;
	volunteers: HallVolunteer[];
	visits: HallVisit[];
	items: HallItem[];
	categories: HallCategory[];
	/** Where things may go, the nearest first. */
	outlets: Outlet[];
	/** Numbers that this device may give: no other device gives them. In the order to use. */
	blocks: TicketBlock[];
}

/** Numbers `[from, until)`, reserved under `id`. */
export interface TicketBlock {
	id: string;
	from: number;
	until: number;
}

/** The next number that this device may give; `null` when it has used its blocks up. */
export function nextTicket({ blocks, visits }: Pick<Hall, 'blocks' | 'visits'>): number | null {
	const given = new Set(visits.map(({ ticket }) => ticket));
	for (const { from, until } of blocks) {
		for (let ticket = from; ticket < until; ticket++) if (!given.has(ticket)) return ticket;
	}
	return null;
}

/** How many numbers this device may still give. */
export function ticketsLeft({ blocks, visits }: Pick<Hall, 'blocks' | 'visits'>): number {
	const given = new Set(visits.map(({ ticket }) => ticket));
	const all = blocks.flatMap(({ from, until }) => Array.from({ length: until - from }, (_, n) => from + n));
	return all.filter((ticket) => !given.has(ticket)).length;
}
