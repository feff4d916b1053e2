import type { EventLine } from '#lib/events/domain/event.ts';
import { whereWords } from '#lib/events/domain/structured-data.ts';
import type { Entry } from '#lib/ics/ics.ts';

/** An event as calendars read it; `url` is its page. It keeps its name, cancelled too. */
export function icsEntry(event: EventLine, url: string): Entry {
	const { id: uid, title, startsAt, endsAt, sequence, changedAt, state } = event;
	const place = whereWords(event);
	return { uid, title, startsAt, endsAt, day: null, cancelled: state === 'cancelled', sequence, changedAt, place, url };
}
