import type { Absence } from './absences.ts';
import type { Appointment } from './appointments.ts';
import type { Breakdown } from './breakdowns.ts';
import type { Gift, Offer } from './gifts.ts';
import type { Proposal } from './losses.ts';

/** What the contract (data-model.md) knows of exchanges, as plain values. Instants are milliseconds, periods `[from, until)`. */
export type State =
	| 'requested'
	| 'accepted'
	| 'handed_over'
	| 'returned'
	| 'closed'
	| 'declined'
	| 'expired'
	| 'cancelled'
	| 'no_show'
	| 'lost';

export interface Listing {
	id: string;
	owner: string;
	kind: 'loan' | 'space' | 'service';
	units: number;
	instant: boolean;
	minDays: number;
	maxDays: number;
	leadHours: number;
	paused: boolean;
	/** Units that are broken, in order. */
	broken: number[];
}

export interface Reservation {
	id: string;
	listing: string;
	owner: string;
	borrower: string;
	unit: number;
	from: number;
	until: number;
	extensionUntil: number | null;
	state: State;
	respondBy: number;
	handoverAt: number | null;
	returnAt: number | null;
	/** When the owner last said that being late is all right. */
	excusedAt: number | null;
	/** The first of what was asked for together, itself included. */
	basket: string | null;
	events: Event[];
}

export interface Event {
	action: string;
	actor: string | null;
	state: State;
	at: number;
	/** Until when it was agreed, or asked for, as of this step. */
	until: number;
}

export interface Place {
	id: string;
	listing: string;
	person: string;
	from: number;
	until: number;
	state: 'waiting' | 'offered' | 'taken' | 'lapsed' | 'left';
	offeredUntil: number | null;
	/** Waits behind all others: let an offer go by, or did not come. */
	goesLast: boolean;
	/** Kept from others while it is offered and, once it is asked for, until the owner has answered. */
	keptUnit: number | null;
	/** What was asked for when it was offered, or when it was waited for. */
	reservation: string | null;
}

/** Hours of the wall clock, in milliseconds past midnight, both included. */
export interface Window {
	owner: string;
	weekday: number;
	from: number;
	until: number;
}

export interface World {
	now: number;
	listings: Map<string, Listing>;
	windows: Window[];
	/** What is given away. */
	offers: Map<string, Offer>;
	gifts: Map<string, Gift>;
	reservations: Map<string, Reservation>;
	/** In the order they were taken. */
	places: Map<string, Place>;
	/** What each repeatable act said and was answered. */
	receipts: Map<string, { person: string; content: string; answer: unknown }>;
	/** `blocker blocked`. */
	blocks: Set<string>;
	codes: Map<string, { wrong: number; at: number }>;
	/** Whether the hours in which to answer are waking hours. */
	isAnsweredAwake: boolean;
	/** Whether what somebody has asked for or owes elsewhere is left out. */
	isForgiving: boolean;
	/** Owners who lend each neighbour one thing at a time. */
	oneAtATime: Set<string>;
	conditions: { id: string; reservation: string; author: string }[];
	/** By reservation and moment. */
	appointments: Map<string, Appointment>;
	breakdowns: Map<string, Breakdown>;
	absences: Absence[];
	/** How losses are to be settled. */
	proposals: Map<string, Proposal>;
}

/** A "no", by its token. Nothing of the world has changed when it is thrown. */
export class No extends Error {
	readonly token: string;

	constructor(token: string) {
		super(token);
		this.token = token;
	}
}

export function no(token: string): never {
	throw new No(token);
}

export function areBlocked({ blocks }: World, one: string, other: string): boolean {
	return blocks.has(`${one} ${other}`) || blocks.has(`${other} ${one}`);
}

/** What a reservation looks like from outside, apart from its events. */
export function face({ events: _, ...seen }: Reservation): Omit<Reservation, 'events'> {
	return seen;
}

/** Adds the line that a step leaves. */
export function note(world: World, r: Reservation, action: string, actor: string | null): void {
	r.events.push({ action, actor, state: r.state, at: world.now, until: r.extensionUntil ?? r.until });
}
