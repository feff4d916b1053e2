/** Hands appointments over to the reader's own calendar, as a file made on this device. */
import type { Appointment, Meeting } from '#lib/appointments/domain/appointment.ts';
import type { OwnEntry } from '#lib/calendar/domain/calendar-entry.ts';
import { entryWords, icsEntry } from '#lib/calendar/ui/entry-words.ts';
import { getLocale, href, m } from '#lib/i18n/words.ts';
import { calendarFile, type Entry } from '#lib/ics/ics.ts';
import { saveFile } from '#lib/people/ui/save-file.ts';

/** A meeting that was agreed, with its place. */
export async function saveAppointment(
	{ id: uid, moment, reservationId, sequence, changedAt }: Appointment,
	{ startsAt, endsAt, place }: Meeting,
	title: string | null
): Promise<void> {
	const words = entryWords({ what: moment, title });
	save({
		uid,
		title: words,
		startsAt,
		endsAt,
		day: null,
		cancelled: false,
		sequence,
		changedAt,
		place,
		url: exchange(reservationId)
	});
}

/** Any entry of one's calendar. */
export async function saveEntry(entry: OwnEntry): Promise<void> {
	save({ ...icsEntry(entry), url: exchange(entry.reservationId) });
}

function save(entry: Entry) {
	saveFile(m.appointments_file(), calendarFile(m.appointments_calendar_name(), [entry], getLocale()), 'text/calendar');
}

const exchange = (id: string) => location.origin + href(`/exchanges/${id}`);
