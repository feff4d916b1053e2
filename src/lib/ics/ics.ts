import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

/** Something of a calendar, as RFC 5545 tells it. Instants are ISO 8601 in UTC. */
export interface Entry {
	/** Stays the same, whatever becomes of it. */
	uid: string;
	/** What it is called. */
	title: string;
	startsAt: string;
	/** Excluded. */
	endsAt: string;
	/** `YYYY-MM-DD` of its only day, when it has no hour. */
	day: string | null;
	cancelled: boolean;
	/** Raised with each change. */
	sequence: number;
	changedAt: string;
	place?: string;
	/** Where to read more. */
	url?: string;
}

/** `entries` as an iCalendar file, called `name`; times in UTC, which every calendar shows as the reader's own. */
export function calendarFile(name: string, entries: Entry[], language: string): string {
	const calendar = ical({
		name,
		prodId: { company: 'passerelle', product: 'passerelle', language: language.toUpperCase() },
		method: ICalCalendarMethod.PUBLISH,
		ttl: 3600
	});
	for (const entry of entries) {
		calendar.createEvent({
			id: `${entry.uid}@passerelle`,
			sequence: entry.sequence,
			status: entry.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
			stamp: new Date(entry.changedAt),
			lastModified: new Date(entry.changedAt),
			summary: entry.title,
			...(entry.day
				? { start: new Date(entry.day), allDay: true }
				: { start: new Date(entry.startsAt), end: new Date(entry.endsAt) }),
			...(entry.place ? { location: entry.place } : {}),
			...(entry.url ? { url: entry.url } : {})
		});
	}
	return `${calendar.toString()}\r\n`;
}
