import type { Day } from '#lib/time/paris.ts';

/** What people who pass by say of a place. */
export const states = ['fine', 'full', 'empty', 'dirty', 'closed'] as const;
export type PlaceState = (typeof states)[number];

export const families = [
	'repair',
	'reuse',
	'free',
	'lend',
	'move',
	'make',
	'garden',
	'food',
	'sort',
	'economy'
] as const;
export type Family = (typeof families)[number];

/** A kind of place, as OpenStreetMap and the directory tell them apart. */
export interface PlaceKind {
	slug: string;
	label: { fr: string; en: string };
	family: Family;
	/** Whether passers-by say what state it is in. */
	hasState: boolean;
	/** Categories that such places usually take. */
	usuallyTakes: string[];
}

/** What was last said of the state of a place. */
export interface Seen {
	state: PlaceState;
	/** ISO 8601. */
	at: string;
}

/** A place in a list. */
export interface PlaceLine {
	id: string;
	slug: string;
	name: string;
	kind: string;
	/** INSEE code. */
	commune: string | null;
	address: string;
	lat: number | null;
	lon: number | null;
	/** The middle of a neighbourhood, for want of better. */
	isApproximate: boolean;
	/** OpenStreetMap's `opening_hours`; empty when nobody said. */
	openingHours: string;
	/** Nobody has checked that it is (still) so. */
	isToVerify: boolean;
	seen: Seen | null;
	distanceMeters: number | null;
	/** Whether it takes the category that was asked for: it says so, such places usually do, or nothing was asked. */
	takes: 'says' | 'usually' | null;
}

/** How a wheelchair gets in; `null` when nobody said. */
export type Wheelchair = 'yes' | 'limited' | 'no';

/** One report, as far as the reader may know it. */
export interface PlaceReport extends Seen {
	id: string;
	note: string;
	photoPath: string | null;
	/** `null` for somebody without an account, or somebody the reader may not know. */
	by: { id: string; name: string } | null;
}

/** A week of the rota that somebody has taken. `by`: `null` when the reader may not know. */
export interface Watch {
	/** Its Monday. */
	week: Day;
	by: { id: string; name: string } | null;
}

/** Everything about one place. */
export interface Place extends PlaceLine {
	about: string;
	website: string;
	accepts: string[];
	refuses: string[];
	acceptsNote: string;
	accessNotes: string;
	wheelchair: Wheelchair | null;
	/** The collective that runs it. */
	heldBy: { id: string; name: string } | null;
	source: { name: string; url: string; licence: string; date: string };
	/** Closed for good. */
	isGone: boolean;
	stateSince: string | null;
	/** When its people were called to empty it. */
	calledAt: string | null;
	updatedAt: string;
	/** The latest first. */
	reports: PlaceReport[];
	/** This week and those to come, in order. */
	watches: Watch[];
	/** Those the reader may know. */
	keepers: { id: string; name: string }[];
}

/** Metres as one says them: to ten below a kilometre, to a hundred beyond. */
export function roundedMeters(meters: number | null): number | null {
	if (meters === null) return null;
	const step = meters < 1000 ? 10 : 100;
	return Math.max(step, Math.round(meters / step) * step);
}
