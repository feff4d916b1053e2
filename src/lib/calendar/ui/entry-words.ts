import type { CalendarEntry, What } from '#lib/calendar/domain/calendar-entry.ts';
import { m } from '#lib/i18n/words.ts';
import type { Entry } from '#lib/ics/ics.ts';
import { dayOf } from '#lib/time/paris.ts';

const sentences: Record<What, (said: { title: string }) => string> = {
	hand_over: m.appointments_entry_hand_over,
	return: m.appointments_entry_return,
	due: m.appointments_entry_due,
	slot: m.appointments_entry_slot
};

/** "Remise : Perceuse". */
export function entryWords({ what, title }: Pick<CalendarEntry, 'what' | 'title'>): string {
	return sentences[what]({ title: title ?? m.appointments_entry_gone() });
}

/** An entry as calendars read it. */
export function icsEntry(entry: CalendarEntry): Entry {
	const { uid, startsAt, endsAt, byDay, cancelled, sequence, changedAt } = entry;
	const day = byDay ? dayOf(startsAt) : null;
	return { uid, title: entryWords(entry), startsAt, endsAt, day, cancelled, sequence, changedAt };
}
