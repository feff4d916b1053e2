import { getLocale, m } from '#lib/i18n/words.ts';
import type { Absence } from '#lib/listings/domain/absence.ts';
import { dayWords, startWords } from '#lib/time/words.ts';

/** "Pas de remise du jeudi 24 au jeudi 31 décembre", "Pas de remise le jeudi 24 décembre". */
export function absenceWords({ from, until }: Pick<Absence, 'from' | 'until'>): string {
	if (!from || !until) return '';
	const language = getLocale();
	if (from === until) return m.appointments_off_line_day({ day: dayWords(from, language) });
	return m.appointments_off_line({ from: startWords(from, until, language), until: dayWords(until, language) });
}
