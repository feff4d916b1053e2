import { randomUUID } from 'node:crypto';
import ICAL from 'ical.js';
import { ask } from './lending.ts';
import type { Newcomer } from './neighbourhood.ts';

type Api = { url: string; key: string };

/** `who` is there from `from` to `until` on every day of the week, and agrees beforehand. */
export async function isThere(api: Api, who: Pick<Newcomer, 'token'>, from = '10:00', until = '12:00'): Promise<void> {
	const windows = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
		id: randomUUID(),
		weekday,
		from_time: from,
		until_time: until,
		note: '',
		automatic: true
	}));
	await ask(api, who, 'rpc/save_windows', { windows, op_id: randomUUID() });
}

/** Something of a calendar, as an app of calendars reads it. */
export interface ReadEntry {
	uid: string;
	title: string;
	place: string;
	/** ISO 8601; a day when it has no hour. */
	from: string;
	until: string;
	sequence: number;
	status: string;
}

/** What a calendar file holds. @throws when it is none */
export function entriesIn(file: string): ReadEntry[] {
	const calendar = new ICAL.Component(ICAL.parse(file) as unknown as string[]);
	return calendar.getAllSubcomponents('vevent').map((component) => {
		const { uid, summary, location, startDate, endDate, sequence } = new ICAL.Event(component);
		const words = (time: ICAL.Time) => (time.isDate ? time.toString() : time.toJSDate().toISOString());
		return {
			uid,
			title: summary,
			place: location,
			from: words(startDate),
			until: words(endDate),
			sequence,
			status: String(component.getFirstPropertyValue('status'))
		};
	});
}
