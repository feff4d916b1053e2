import { roundKilograms, type FigureRow, type Range } from '#lib/figures/domain/figures.ts';
import { getLocale, m } from '#lib/i18n/words.ts';

/** A number as its reader writes it. */
export function numberWords(count: number): string {
	return count.toLocaleString(getLocale());
}

/** « entre 120 et 180 kg », or « environ 120 kg » when both ends round alike. */
export function rangeWords({ low, high }: Range): string {
	const [from, to] = [roundKilograms(low), roundKilograms(high)];
	if (from === to) return m.figures_about({ amount: numberWords(to) });
	return m.figures_between({ from: numberWords(from), to: numberWords(to) });
}

/** What a category is called; what nobody sorted is called so. */
export function categoryWords({ label_fr, label_en }: Pick<FigureRow, 'label_fr' | 'label_en'>): string {
	return (getLocale() === 'fr' ? label_fr : label_en) ?? m.figures_unsorted();
}
