import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import { addDays } from '#lib/time/paris.ts';
import type { FreeDay } from '#lib/listings/domain/calendar.ts';

/** Free units of a listing for each day from `from` to `until`, both included. Never who has it. */
export async function readCalendar(db: Db, listingId: string, from: string, until: string): Promise<FreeDay[]> {
	const rows: { day: string; free_units: number }[] = answer(
		await db.rpc('listing_calendar', { listing_id: listingId, from_day: from, until_day: addDays(until, 1) })
	);
	return rows.map((row) => ({ day: row.day, freeUnits: row.free_units }));
}

/** A stretch of time, ISO 8601 instants, half-open. */
export interface Period {
	startsAt: string;
	endsAt: string;
}

/** The next `count` stretches of `days` days when one unit is free, soonest first. */
export async function nextFreePeriods(db: Db, listingId: string, days: number, count: number): Promise<Period[]> {
	const rows: { starts_at: string; ends_at: string }[] = answer(
		await db.rpc('next_free_periods', { listing_id: listingId, days, count })
	);
	return rows.map((row) => ({ startsAt: row.starts_at, endsAt: row.ends_at }));
}

/** How many people wait for the owner's answer. */
export async function countPending(db: Db, listingId: string): Promise<number> {
	return answer(await db.rpc('pending_requests', { listing_id: listingId }));
}
