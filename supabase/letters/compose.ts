import { localise, locales, type Locale } from '#lib/i18n/urls.ts';
import { newsPath, type SubjectKind } from '#lib/news/domain/news.ts';
import { dayOf } from '#lib/time/paris.ts';
import { momentWords, nearDayWords } from '#lib/time/words.ts';
import { eventSentence, sentence } from './words.ts';

/** What `private.next_letter()` answers: to whom, and all that is told. */
export interface Leaving {
	id: string;
	kind: 'exchange' | 'now' | 'daily';
	to: string;
	name: string;
	/** What its reader speaks first, `fr` or any other. */
	language: string;
	/** Of the link that stops letters like this one; `null` when nothing does. */
	token: string | null;
	lines: Line[];
}

export interface Line {
	says: string;
	kind: SubjectKind;
	id: string;
	title: string | null;
	other: string | null;
	starts_at: string | null;
	ends_at: string | null;
	respond_by: string | null;
	offered_until: string | null;
}

/** An e-mail, ready to go. */
export interface Mail {
	/** The letter's: what is sent again bears the same. */
	id: string;
	to: string;
	name: string;
	subject: string;
	text: string;
	/** Where one press stops letters like this one. */
	stop: string | null;
}

/** The words of a letter as it reads at `now`; links start with `site`. */
export function composeLetter(leaving: Leaving, site: string, now: number): Mail {
	const locale = locales.find((one) => one === leaving.language) ?? 'fr';
	const say = (name: string, gaps?: Record<string, string>) => sentence(locale, name, gaps);
	const link = (path: string) => site + localise(path, locale);
	const parts = leaving.lines.map((line) => wordsOf(line, now, locale));
	const stop = leaving.token ? `${link('/unsubscribe')}?token=${leaving.token}` : null;
	const text = [
		say('letter_hello', { name: leaving.name }),
		...parts.map(({ title, said, until, path }) =>
			[title, /[?]$/.test(said) ? said : `${said}.`, ...until, link(path)].join('\n')
		),
		...(stop
			? [`${say('letter_why')}\n${stop}`, `${say('letter_settings')}\n${link('/account/emails')}`]
			: [say('letter_why_exchange')]),
		'Passerelle'
	].join('\n\n');
	const first = `${parts[0]!.said} · ${parts[0]!.title}`;
	const several = leaving.kind === 'daily' ? say('letter_subject_daily') : say('letter_subject_more', { first });
	const subject = parts.length > 1 || leaving.kind === 'daily' ? several : first;
	return { id: leaving.id, to: leaving.to, name: leaving.name, subject, text, stop };
}

function wordsOf(line: Line, now: number, locale: Locale) {
	const say = (name: string, gaps?: Record<string, string>) => sentence(locale, name, gaps);
	const day = (instant: number) => nearDayWords(dayOf(instant), dayOf(now), locale);
	const starts = line.starts_at ? day(Date.parse(line.starts_at)) : say('says_some_day');
	const ends = line.ends_at ? day(Date.parse(line.ends_at) - 1) : say('says_some_day');
	const isAsked = line.says === 'reservation_request' || line.says === 'answer_soon';
	const until: string[] = [];
	if (isAsked && line.respond_by) {
		until.push(say('letter_answer_before', { when: momentWords(line.respond_by, now, locale) }));
	}
	if (line.offered_until) {
		until.push(say('letter_kept_until', { when: momentWords(line.offered_until, now, locale) }));
	}
	return {
		title:
			line.title ?? say(`some_${line.kind === 'reservation' || line.kind === 'conversation' ? 'exchange' : line.kind}`),
		said: eventSentence(locale, line.says, {
			name: line.other ?? say('some_person'),
			day: line.says.startsWith('handover_') ? starts : ends
		}),
		until,
		path: newsPath(line.kind, line.id)
	};
}
