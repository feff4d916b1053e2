// What is on, for calendars: everything announced, or of one place (?place=) or one community (?community=), 30 days back.
// Followed before anything is announced, it has the name of what it follows; of what nobody sees there is no calendar.
import { error } from '@sveltejs/kit';
import { publicDb } from '#lib/database/client.ts';
import { listEvents, nameOf } from '#lib/events/data/events.ts';
import { icsEntry } from '#lib/events/ui/ics-entry.ts';
import { getLocale, href, m } from '#lib/i18n/words.ts';
import { calendarFile } from '#lib/ics/ics.ts';
import { calendarHeaders } from '../../calendar-headers.ts';
import type { RequestHandler } from './$types';

const monthMs = 30 * 86_400_000;

export const GET: RequestHandler = async ({ url }) => {
	const placeSlug = url.searchParams.get('place') ?? undefined;
	const communitySlug = url.searchParams.get('community') ?? undefined;
	const after = new Date(Date.now() - monthMs).toISOString();
	const db = publicDb(url.origin);
	const [events, place, community] = await Promise.all([
		listEvents(db, { after, placeSlug, communitySlug }),
		placeSlug ? nameOf(db, 'places', placeSlug) : undefined,
		communitySlug ? nameOf(db, 'communities', communitySlug) : undefined
	]);
	if (place === null || community === null) error(404);
	const of = [place, community].filter(Boolean).join(', ');
	const entries = events.map((event) => icsEntry(event, url.origin + href(`/events/${event.slug}`)));
	const name = of ? m.events_feed_of({ name: of }) : m.events_feed_name();
	return new Response(calendarFile(name, entries, getLocale()), { headers: calendarHeaders });
};
