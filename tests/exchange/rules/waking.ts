import { at, dayOf, hour } from './paris.ts';

const [wakes, rests] = [8 * hour, 21 * hour];
const day = rests - wakes;

/**
 * Until when a request made at `asked` is answered: within 24 waking hours; before its period begins when that leaves three of them,
 * for sooner than that until it ends, and never at night unless nothing else is left.
 */
export function answeredBy(asked: number, { from, until }: { from: number; until: number }): number {
	const start = evening(from);
	const end = evening(until);
	const last = start >= later(asked, 3 * hour) ? start : end > asked + hour ? end : until;
	return Math.min(later(asked, 24 * hour), last);
}

/** When so much waking time has gone by. What is awake of all days up to then is a line that only rises by day. */
function later(since: number, waking: number): number {
	const wanted = awake(since) + waking;
	const fullDays = Math.ceil(wanted / day) - 1;
	return at(fullDays, wakes) + (wanted - fullDays * day);
}

/** Waking milliseconds since 1970-01-01. Clocks change at night: every day has as many. */
function awake(instant: number): number {
	const today = dayOf(instant);
	return today * day + Math.min(Math.max(instant - at(today, wakes), 0), day);
}

/** The instant itself by day; at night, nine in the evening before it. */
function evening(instant: number): number {
	const today = dayOf(instant);
	if (instant < at(today, wakes)) return at(today - 1, rests);
	return Math.min(instant, at(today, rests));
}
