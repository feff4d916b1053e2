import { getLocale, m } from '#lib/i18n/words.ts';

/** A spoken language in the reader's own words: `br` is "breton". */
export function languageWords(code: string): string {
	if (code === 'fsl') return m.account_language_fsl();
	const name = new Intl.DisplayNames(getLocale(), { type: 'language' }).of(code) ?? code;
	return name.charAt(0).toLocaleUpperCase(getLocale()) + name.slice(1);
}
