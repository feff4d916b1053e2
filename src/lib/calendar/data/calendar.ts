import type { CalendarEntry, OwnEntry, What } from '#lib/calendar/domain/calendar-entry.ts';
import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';

interface Row {
	uid: string;
	what: string;
	title: string | null;
	starts_at: string;
	ends_at: string;
	by_day: boolean;
	cancelled: boolean;
	sequence: number;
	changed_at: string;
}

/** What the feed of `token` holds. @throws {Refusal} `not_found` when there is none, or no more */
export async function readFeed(db: Db, token: string): Promise<CalendarEntry[]> {
	return (answer(await db.rpc('calendar_feed', { token })) as Row[]).map(entryIn);
}

/** The caller's own calendar, from 30 days ago on. */
export async function readCalendar(db: Db): Promise<OwnEntry[]> {
	const rows = answer(await db.rpc('my_calendar')) as (Row & { reservation_id: string })[];
	return rows.map((row) => ({ ...entryIn(row), reservationId: row.reservation_id }));
}

/** Since when the caller's feed is open; `null` when it is not. */
export async function readFeedSince(db: Db): Promise<string | null> {
	return answer(await db.rpc('my_calendar_feed'));
}

/** Opens the caller's feed under `token`; the one before leads nowhere then. Safe to repeat with the same `opId`. */
export async function openFeed(db: Db, opId: string, token: string): Promise<void> {
	answer(await db.rpc('open_calendar_feed', { token, op_id: opId }));
}

/** Takes the caller's feed back. Safe to repeat with the same `opId`. */
export async function closeFeed(db: Db, opId: string): Promise<void> {
	answer(await db.rpc('close_calendar_feed', { op_id: opId }));
}

function entryIn({ uid, what, title, sequence, cancelled, ...row }: Row): CalendarEntry {
	return {
		uid,
		what: what as What,
		title,
		startsAt: row.starts_at,
		endsAt: row.ends_at,
		byDay: row.by_day,
		cancelled,
		sequence,
		changedAt: row.changed_at
	};
}
