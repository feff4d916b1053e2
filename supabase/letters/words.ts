import { readFileSync } from 'node:fs';
import type { Locale } from '#lib/i18n/urls.ts';

/** The app's own sentences, read as they are written: what makes them into code needs a browser's build. */
const messages = { fr: read('fr'), en: read('en') };

/** Events that share a sentence. */
const shared: Record<string, string> = {
	handover_tomorrow: 'handover',
	handover_today: 'handover',
	return_tomorrow: 'return',
	return_today: 'return'
};

/** One sentence, with its gaps filled. @throws when there is none: every letter is composed in a test */
export function sentence(locale: Locale, name: string, gaps: Record<string, string> = {}): string {
	const said = messages[locale][`news_${name}`];
	if (typeof said !== 'string') throw new Error(`no sentence news_${name}`);
	return said.replace(/\{(\w+)\}/g, (_whole, gap: string) => gaps[gap] ?? '');
}

/** What happened, as a sentence; that there is something, for an event without one of its own. */
export function eventSentence(locale: Locale, says: string, gaps: Record<string, string>): string {
	const own = `says_${Object.hasOwn(shared, says) ? shared[says] : says}`;
	return sentence(locale, Object.hasOwn(messages[locale], `news_${own}`) ? own : 'says_something', gaps);
}

function read(locale: Locale): Record<string, unknown> {
	const file = new URL(`../../src/lib/i18n/messages/news.${locale}.json`, import.meta.url);
	return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}
