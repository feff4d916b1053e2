import { getLocale, m } from '#lib/i18n/words.ts';
import type { SearchQuery } from '#lib/listings/domain/search-query.ts';
import { kindWish } from '#lib/listings/ui/kind-words.ts';
import { distanceWords } from '#lib/listings/ui/listing-words.ts';
import { isPast, suggestedName } from '#lib/searches/domain/saved-search.ts';
import { categoryOf } from '#lib/territory/domain/category.ts';
import { spanWords } from '#lib/time/words.ts';
import type { Day } from '#lib/time/paris.ts';
import type { Territory } from './search-reading.ts';

/** What a search asks for: "« perceuse »", "Emprunter", "Rennes et alentours, jusqu’à 3 km". */
export function searchWords(query: SearchQuery, territory: Territory, today: Day): string[] {
	const words = query.words && m.searches_words({ words: query.words });
	return [words, ...filterWords(query, territory), daysWords(query, today), sortWords(query)].filter(Boolean);
}

/** A name to begin with for a search. */
export function nameFor(query: SearchQuery, territory: Territory, today: Day): string {
	return suggestedName([query.words, ...filterWords(query, territory), daysWords(query, today)].filter(Boolean));
}

function filterWords(query: SearchQuery, territory: Territory): string[] {
	const category = categoryOf(territory.categories, query.category)?.label[getLocale()] ?? '';
	return [...query.kinds.map((kind) => kindWish[kind]()), category, placeWords(query, territory)].filter(Boolean);
}

function placeWords({ commune, near, withinMeters }: SearchQuery, { communes }: Territory): string {
	const name = communes.find(({ code }) => code === commune)?.name;
	if (!name && !near) return '';
	const place = name ? m.discover_around({ place: name }) : m.searches_around_point();
	return withinMeters ? m.searches_within({ place, distance: distanceWords(withinMeters) }) : place;
}

function daysWords({ from, until }: SearchQuery, today: Day): string {
	if (!from) return '';
	const days = spanWords(from, until ?? from, getLocale());
	return isPast({ from, until }, today) ? m.searches_days_past({ days }) : days;
}

function sortWords({ sort }: SearchQuery): string {
	if (!sort) return '';
	return sort === 'newest' ? m.searches_newest_first() : m.searches_nearest_first();
}
