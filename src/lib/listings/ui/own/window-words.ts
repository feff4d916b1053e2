import { getLocale, m } from '#lib/i18n/words.ts';
import type { HandoverWindow } from '#lib/listings/domain/listing.ts';
import { timeWords, weekdayWords } from '#lib/time/words.ts';

/** "Mercredi, de 17 h 30 à 19 h". */
export function windowWords({ weekday, from, until }: Pick<HandoverWindow, 'weekday' | 'from' | 'until'>): string {
	return m.publish_hours_line({
		day: capital(weekdayWords(weekday, getLocale())),
		from: timeWords(from, getLocale()),
		until: timeWords(until, getLocale())
	});
}

/** The name of a weekday as it begins a line. */
export function capital(word: string): string {
	return word.charAt(0).toLocaleUpperCase(getLocale()) + word.slice(1);
}
