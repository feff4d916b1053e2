import { send } from '#lib/commands.ts';
import type { Written } from '#lib/events/data/events.ts';
import { hoursOf, type Draft } from '#lib/events/domain/draft.ts';
import type { Event } from '#lib/events/domain/event.ts';
import { newId } from '#lib/offline/command.ts';
import type { Sent } from '#lib/offline/send.ts';

/** What a draft says, as the database takes it. */
export function writtenOf(draft: Draft): Written {
	const [startsAt, endsAt] = hoursOf(draft)!;
	return {
		kind: draft.kind,
		title: draft.title.trim(),
		about: draft.about.trim(),
		communityId: draft.communityId || null,
		placeId: draft.placeId,
		address: draft.address.trim(),
		communeCode: draft.communeCode || null,
		startsAt,
		endsAt,
		capacity: draft.capacity.trim() ? Number(draft.capacity) : null
	};
}

/**
 * Sends a new event: its words, the hands it asks for, how often, and that it is announced. Each is an act of its own, in this
 * order; pressed again after a refusal, the words are written over.
 * @throws {Refusal} what the database refused first
 */
export async function sendNewEvent(eventId: string, draft: Draft, publish: boolean): Promise<Sent['state']> {
	const about = { eventId, title: draft.title.trim() };
	let { state } = await send('events.save', { ...about, written: writtenOf(draft) });
	const also = async (next: Promise<Sent>) => {
		if ((await next).state === 'kept') state = 'kept';
	};
	await also(send('events.shifts', { ...about, shifts: draft.shifts }));
	const seriesId = newId();
	if (draft.rrule) await also(send('events.repeat', { ...about, rrule: draft.rrule }, seriesId));
	if (publish && draft.rrule)
		await also(send('events.advance_all', { ...about, seriesId, action: 'publish', word: '' }));
	else if (publish) await also(send('events.advance', { ...about, action: 'publish', word: '' }));
	return state;
}

/** Sends what `draft` changes of `event`: of this date, or of its whole series. @throws {Refusal} */
export async function sendChanges(event: Event, before: Draft, draft: Draft, all: boolean): Promise<Sent['state']> {
	const about = { eventId: event.id, title: draft.title.trim() };
	const was = writtenOf(before);
	const changed = Object.fromEntries(
		Object.entries(writtenOf(draft)).filter(([key, value]) => was[key as keyof Written] !== value)
	) as Written;
	if (all) {
		const { startsAt: _startsAt, endsAt: _endsAt, communityId: _communityId, ...words } = changed;
		const hours = {
			...(draft.from !== before.from && { fromTime: draft.from }),
			...(draft.until !== before.until && { untilTime: draft.until })
		};
		const changes = { ...words, ...hours };
		if (!Object.keys(changes).length) return 'done';
		return (await send('events.save_all', { ...about, seriesId: event.seriesId!, changes })).state;
	}
	let state: Sent['state'] = 'done';
	if (Object.keys(changed).length) state = (await send('events.save', { ...about, written: changed })).state;
	if (JSON.stringify(draft.shifts) !== JSON.stringify(before.shifts)) {
		const next = await send('events.shifts', { ...about, shifts: draft.shifts });
		if (next.state === 'kept') state = 'kept';
	}
	return state;
}
