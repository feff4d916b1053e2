import type { Category } from '#lib/territory/domain/category.ts';
import type { Photo } from './photo.ts';

export const kinds = ['loan', 'gift', 'service', 'space', 'wanted'] as const;
/** What is offered; `wanted` is the one that asks. */
export type Kind = (typeof kinds)[number];

export const conditions = ['new', 'good', 'worn', 'to_repair'] as const;
export type Condition = (typeof conditions)[number];

export const giftRules = ['first_come', 'owner_picks', 'draw'] as const;
/** Who is given a thing. */
export type GiftRule = (typeof giftRules)[number];

export type ListingStatus = 'draft' | 'published' | 'paused' | 'closed';

/** A person, as much of them as a visitor may know. */
export interface Owner {
	id: string;
	name: string;
}

/** A time of the week when the owner can meet, Europe/Paris. */
export interface HandoverWindow {
	id: string;
	/** 1 Monday to 7 Sunday. */
	weekday: number;
	/** `HH:MM`. */
	from: string;
	/** `HH:MM`, after `from` the same day. */
	until: string;
	/** Where, or how; may be empty. */
	note: string;
	/** A request inside it is accepted at once. */
	automatic: boolean;
}

/** A listing as its own page shows it. */
export interface Listing {
	id: string;
	owner: Owner;
	kind: Kind;
	title: string;
	description: string;
	/** A draft may have none yet. */
	category: Category | null;
	condition: Condition | null;
	units: number;
	/** Accepted at once, without waiting for the owner. */
	instant: boolean;
	minDays: number;
	maxDays: number;
	leadHours: number;
	/** Asked for by slots of this length within the owner's hours; `null`: by days. */
	slotMinutes: number | null;
	/** Between the two people; never collected. May be empty. */
	depositNote: string;
	/** Of a gift: who is given it. */
	choiceRule: GiftRule;
	/** Of a gift: until when one asks for it, ISO 8601; `null` when the first come is given it. */
	chooseBy: string | null;
	/** A gift of which every unit has somebody. */
	spokenFor: boolean;
	/** A draft may have none yet. */
	commune: { code: string; name: string } | null;
	status: ListingStatus;
	/** It broke: nobody can ask for it until it is mended. */
	outOfOrder: boolean;
	/** The day on which a repair session found that it works, `YYYY-MM-DD`. */
	checkedOn: string | null;
	/** Instants, ISO 8601. */
	publishedAt: string | null;
	expiresAt: string;
	photos: Photo[];
}

/** A listing as a list shows it. */
export interface ListingSummary {
	id: string;
	kind: Kind;
	title: string;
	category: string;
	photoPath: string | null;
	/** INSEE code. */
	commune: string;
	/** Rounded up to 500 m by the database; `null` when not asked near a point. */
	distanceMeters: number | null;
	owner: Owner;
	/** First day it is free, `YYYY-MM-DD`; `null` when nobody reserves it by dates, or when it is not known. */
	freeFrom: string | null;
}

/** Whether people ask for dates, rather than just write. */
export function isReservable({ kind }: Pick<Listing, 'kind'>): boolean {
	return kind === 'loan' || kind === 'space' || kind === 'service';
}

/** Whether it can be asked for at `now`, milliseconds since the epoch. */
export function isOpen({ status, expiresAt }: Pick<Listing, 'status' | 'expiresAt'>, now: number): boolean {
	return status === 'published' && Date.parse(expiresAt) > now;
}
