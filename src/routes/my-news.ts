/** News as a resident reads it: with what is unsent, and the names of what it is about. */
import { openOutboxHere, send } from '#lib/commands.ts';
import { isRefusal } from '#lib/errors/refusal.ts';
import type { EventLine } from '#lib/events/domain/event.ts';
import type { Bundle, News } from '#lib/news/domain/news.ts';
import { namelessWords, type Subject } from '#lib/news/ui/news-words.ts';
import type { OwnListing } from '#lib/listings/domain/own-listing.ts';
import { freshest } from '#lib/offline/later.ts';
import type { Cached } from '#lib/offline/reading.ts';
import { otherParty } from '#lib/reservations/domain/reservation.ts';
import { nameOf, titleOf } from '#lib/reservations/ui/step-words.ts';
import type { Exchanges } from './my-exchanges.ts';
import { myNews, newsKey } from './my-things.ts';
import { newsWithUnsent } from './news-with-unsent.ts';
import { readAgain } from './read-again.ts';

/** What happened, with what was seen here and is still on its way; `onlate` as `freshest` tells it. */
export async function newsNow(me: string, onlate?: () => void): Promise<Cached<News[]>> {
	const [news, here] = await Promise.all([freshest(myNews(me), onlate), openOutboxHere()]);
	return { ...news, value: newsWithUnsent(news.value, (await here?.outbox.all()) ?? []) };
}

/** What a bundle is about, as far as this device knows. */
export function subjectOf(
	{ kind, subjectId }: Pick<Bundle, 'kind' | 'subjectId'>,
	me: string,
	{ reservations, talks, waits = [] }: Exchanges,
	own: OwnListing[],
	events: EventLine[]
): Subject {
	const event = events.find(({ id }) => id === subjectId);
	if (event) return { title: event.title, name: '', startsAt: event.startsAt, endsAt: event.endsAt };
	const exchange = reservations.find(({ id }) => id === subjectId);
	if (exchange) {
		const { startsAt, endsAt } = exchange;
		return { title: titleOf(exchange), name: nameOf(otherParty(exchange, me)), startsAt, endsAt };
	}
	const wait = waits.find(({ id }) => id === subjectId);
	if (wait?.listing) {
		const { listing, startsAt, endsAt } = wait;
		return { title: listing.title, name: listing.ownerName, startsAt, endsAt };
	}
	const talk = talks.find(({ id }) => id === subjectId);
	const title = talk?.listing?.title ?? own.find(({ id }) => id === subjectId)?.title;
	return { title: title ?? namelessWords(kind), name: talk?.other.name ?? '', startsAt: null, endsAt: null };
}

/** Notes that these were seen, with or without a network. */
export async function seeNews(ids: string[]): Promise<void> {
	if (!ids.length) return;
	const marked = send('news.read', { ids: ids.slice(0, 200) });
	// What is on its way is drawn at once.
	void readAgain(newsKey);
	await marked.catch((error: unknown) => {
		if (!isRefusal(error)) throw error;
	});
	await readAgain(newsKey);
}

/** Notes that whoever looks at an exchange, or talks about a listing, has seen what was told of it. */
export async function seeNewsAbout(me: string, subjectId: string): Promise<void> {
	const { value } = await newsNow(me);
	await seeNews(value.filter((one) => one.subjectId === subjectId && !one.readAt).map(({ id }) => id));
}
