/** What is read of events, each named once: for the pages, and for what is kept before one looks. */
import type { Db } from '#lib/database/client.ts';
import { dbOf } from '#lib/database/member.ts';
import type { Reader } from '#lib/database/reader.ts';
import type { Guest } from '#lib/events/data/events.ts';
import type { Event, EventLine, Helper, Standing } from '#lib/events/domain/event.ts';
import type { Reading } from '#lib/offline/reading.ts';
import { addDays, midnight, type Day } from '#lib/time/paris.ts';

/** Fetched when something is asked: a first page was read by the server. */
const events = () => import('#lib/events/data/events.ts');

/** An event in the agenda, with how many hands it misses. */
export interface AgendaLine extends EventLine {
	missing: number;
}

/** What is announced from the beginning of `day` on. */
export function theAgenda(reader: Reader, day: Day): Reading<AgendaLine[]> {
	return { of: reader.id, key: 'agenda', lasts: 'mine', read: async () => agenda(await reader.db(), day) };
}

async function agenda(db: Db, day: Day): Promise<AgendaLine[]> {
	const { listEvents, missingHands } = await events();
	const lines = await listEvents(db, { after: midnight(day) });
	const hands = await missingHands(db, midnight(addDays(day, 28)));
	return lines.map((line) => ({ ...line, missing: hands.get(line.id) ?? 0 }));
}

/** What is to come at a place that takes place: the next few. */
export function comingAt(reader: Reader, placeSlug: string, after: string): Reading<EventLine[]> {
	const wanted = { after, placeSlug, takesPlace: true, most: 4 };
	const read = async () => (await events()).listEvents(await reader.db(), wanted);
	return { of: reader.id, key: `events-at ${placeSlug}`, read };
}

/** One event by its address or its id; `null` when there is none for the reader. */
export function theEvent(reader: Reader, address: string): Reading<Event | null> {
	const read = async () => (await events()).readEvent(await reader.db(), address, reader.id !== null);
	return { of: reader.id, key: `event ${address}`, lasts: 'mine', read };
}

/** Where `me` stands with an event. */
export function myStanding(me: string, event: Event): Reading<Standing> {
	const read = async () => (await events()).readStanding(await dbOf(me), me, event);
	return { of: me, key: `event-standing ${event.id}`, lasts: 'mine', read };
}

/** What lists of one's own events depend on. */
export const eventsKey = 'events:mine';

/** Events they run, help or come to. */
export function myEvents(me: string): Reading<EventLine[]> {
	return { of: me, key: 'my-events', lasts: 'mine', read: async () => (await events()).listMine(await dbOf(me), me) };
}

/** Who comes to an event and who helps it, for those who run or help it. */
export function theGuests(me: string, event: Event): Reading<{ guests: Guest[]; helpers: Helper[] }> {
	const read = async () => {
		const { listGuests, listHelpers } = await events();
		const db = await dbOf(me);
		const ids = event.shifts.map(({ id }) => id);
		const [guests, helpers] = await Promise.all([listGuests(db, event.id), listHelpers(db, ids)]);
		return { guests, helpers };
	};
	return { of: me, key: `event-guests ${event.id}`, lasts: 'close', read };
}

/** Who took which shift of an event, as far as `me` may see it: all of it for those who run or help it. */
export function theHelpers(me: string, { id, shifts }: Pick<Event, 'id' | 'shifts'>): Reading<Helper[]> {
	const ids = shifts.map((shift) => shift.id);
	const read = async () => (await events()).listHelpers(await dbOf(me), ids);
	return { of: me, key: `event-helpers ${id}`, lasts: 'close', read };
}

/** Communities in whose name they may speak. */
export function myCommunities(me: string): Reading<{ id: string; name: string }[]> {
	const read = async () => (await events()).listMyCommunities(await dbOf(me), me);
	return { of: me, key: 'my-communities', lasts: 'mine', read };
}

/** A place of the directory, for an event that is to be held there. */
export function placeToChoose(me: string, slug: string): Reading<PlaceChoice | null> {
	const read = async () => (await events()).readPlaceChoice(await dbOf(me), slug);
	return { of: me, key: `place-choice ${slug}`, read };
}
type PlaceChoice = { id: string; name: string; communeCode: string | null };
