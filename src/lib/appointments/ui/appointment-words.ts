import type { Meeting } from '#lib/appointments/domain/appointment.ts';
import { getLocale, m } from '#lib/i18n/words.ts';
import { meetingWords } from '#lib/time/meeting-words.ts';

/** "samedi 28 novembre, 10 h, chez Ada". */
export function whenWords({ startsAt, endsAt, place }: Meeting): string {
	const when = meetingWords(startsAt, endsAt, getLocale());
	return place ? m.appointments_with_place({ when, place: lower(place) }) : when;
}

// "Chez Ada" goes on with a small letter; "MJC" stays as it is.
function lower(place: string): string {
	return /^\p{Lu}\p{Ll}/u.test(place) ? place.charAt(0).toLocaleLowerCase(getLocale()) + place.slice(1) : place;
}
