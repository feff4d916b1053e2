// A resident's calendar, for the app that holds this address: titles and times, no name and no place.
import { error } from '@sveltejs/kit';
import { readFeed } from '#lib/calendar/data/calendar.ts';
import { isToken } from '#lib/calendar/domain/calendar-entry.ts';
import { icsEntry } from '#lib/calendar/ui/entry-words.ts';
import { publicDb } from '#lib/database/client.ts';
import { isRefusal } from '#lib/errors/refusal.ts';
import { getLocale, m } from '#lib/i18n/words.ts';
import { calendarFile } from '#lib/ics/ics.ts';
import { Turnstile } from '#lib/server/turnstile.ts';
import type { RequestHandler } from './$types';

// Apps of calendars ask once an hour; whoever guesses asks more often.
const each = new Turnstile(30, 0.2);

const unseen = { 'cache-control': 'private, no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' };

export const GET: RequestHandler = async ({ params, url, getClientAddress }) => {
	const seconds = each.wait(getClientAddress(), Date.now());
	if (seconds) return new Response(null, { status: 429, headers: { ...unseen, 'retry-after': String(seconds) } });
	if (!isToken(params.token)) error(404);
	const entries = await readFeed(publicDb(url.origin), params.token).catch((fault: unknown) => {
		if (isRefusal(fault) && fault.code === 'not_found') error(404);
		throw fault;
	});
	return new Response(calendarFile(m.appointments_calendar_name(), entries.map(icsEntry), getLocale()), {
		headers: { ...unseen, 'content-type': 'text/calendar; charset=utf-8' }
	});
};
