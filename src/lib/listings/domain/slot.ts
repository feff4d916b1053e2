import { addDays, dayOf, weekdayOf, type Day } from '#lib/time/paris.ts';

/** A stretch of hours that a service or a space can be asked for. Instants are ISO 8601 in UTC. */
export interface Slot {
	startsAt: string;
	/** Excluded. */
	endsAt: string;
	freeUnits: number;
}

/** The slots of a day, soonest first. */
export interface SlotDay {
	day: Day;
	slots: Slot[];
	/** How many of them have a place left. */
	free: number;
}

/** How long a slot may be, in minutes: what the form offers. The database takes anything from 15 to 720. */
export const slotLengths = [30, 60, 90, 120, 180, 240] as const;

/** How far ahead slots are read. */
export const slotDays = 62;

/** The Monday of the week that `day` is in. */
export function mondayOf(day: Day): Day {
	return addDays(day, 1 - weekdayOf(day));
}

/** `slots` by the days they begin on in Paris, in order. */
export function byDay(slots: Slot[]): SlotDay[] {
	const days = new Map<Day, Slot[]>();
	for (const slot of slots) {
		const day = dayOf(slot.startsAt);
		days.set(day, [...(days.get(day) ?? []), slot]);
	}
	return [...days.entries()]
		.sort(([a], [b]) => a.localeCompare(b))
		.map(([day, all]) => ({ day, slots: all, free: all.filter(({ freeUnits }) => freeUnits > 0).length }));
}

/** The Mondays of the weeks that have slots, in order. */
export function weeksIn(days: SlotDay[]): Day[] {
	return [...new Set(days.map(({ day }) => mondayOf(day)))];
}
