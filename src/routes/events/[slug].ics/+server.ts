// One event for a calendar; subscribed to, it goes on telling of changes, and that it was cancelled.
import { error } from '@sveltejs/kit';
import { publicDb } from '#lib/database/client.ts';
import { readEvent } from '#lib/events/data/events.ts';
import { icsEntry } from '#lib/events/ui/ics-entry.ts';
import { href, getLocale } from '#lib/i18n/words.ts';
import { calendarFile } from '#lib/ics/ics.ts';
import { calendarHeaders } from '../../calendar-headers.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params: { slug }, url }) => {
	const event = /^[a-z0-9-]{2,80}$/.test(slug) ? await readEvent(publicDb(url.origin), slug, false) : null;
	if (!event) error(404);
	const entry = icsEntry(event, url.origin + href(`/events/${event.slug}`));
	return new Response(calendarFile(event.title, [entry], getLocale()), { headers: calendarHeaders });
};
