/** What an entry of somebody's calendar is about: meeting for a loan, the day it is due, an hour of a service or a space. */
export type What = 'hand_over' | 'return' | 'due' | 'slot';

/** An entry of somebody's calendar. Instants are ISO 8601 in UTC. */
export interface CalendarEntry {
	/** Stays the same, whatever becomes of it. */
	uid: string;
	what: What;
	/** Of the listing; `null` once it is gone. */
	title: string | null;
	startsAt: string;
	/** Excluded. */
	endsAt: string;
	/** It has no hour: the whole of its day. */
	byDay: boolean;
	cancelled: boolean;
	/** Raised with each change. */
	sequence: number;
	changedAt: string;
}

/** An entry as its own reader sees it, who knows which exchange it is of. */
export type OwnEntry = CalendarEntry & { reservationId: string };

/** What is still to come at `now`, soonest first. */
export function toCome<E extends CalendarEntry>(entries: E[], now: number): E[] {
	return entries
		.filter(({ cancelled, endsAt }) => !cancelled && Date.parse(endsAt) > now)
		.sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
}

/** A token of 128 bits of chance, as base64url. */
export function newToken(bytes = crypto.getRandomValues(new Uint8Array(16))): string {
	return btoa(String.fromCharCode(...bytes))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replaceAll('=', '');
}

/** Whether somebody may have been given this token. */
export function isToken(text: string): boolean {
	return /^[A-Za-z0-9_-]{22}$/.test(text);
}
