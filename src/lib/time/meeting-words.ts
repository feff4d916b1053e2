import { isAtOnce } from './hours.ts';
import { dayOf, timeOf } from './paris.ts';
import { dayWords, timeWords } from './words.ts';

const between = { fr: ['entre', 'et'], en: ['between', 'and'] } as const;

/** "samedi 28 novembre, 10 h"; "samedi 28 novembre, entre 10 h et 12 h" when one comes as it suits. Instants are ISO 8601. */
export function meetingWords(startsAt: string, endsAt: string, language: 'fr' | 'en'): string {
	const day = dayWords(dayOf(startsAt), language);
	const from = timeWords(timeOf(startsAt), language);
	if (isAtOnce(startsAt, endsAt)) return `${day}, ${from}`;
	const [after, and] = between[language];
	return `${day}, ${after} ${from} ${and} ${timeWords(timeOf(endsAt), language)}`;
}
