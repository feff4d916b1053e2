import { searchPath } from '#lib/listings/domain/search-path.ts';
import { filtersIn, type SearchQuery } from '#lib/listings/domain/search-query.ts';

/** A search that its owner comes back to. */
export interface SavedSearch {
	id: string;
	name: string;
	/** As `lasting` leaves it. */
	query: SearchQuery;
}

/** What a search found when it was last read. */
export interface LastFound {
	count: number;
	/** Whether there were no more than these. */
	isAll: boolean;
	/** Milliseconds since the epoch. */
	at: number;
}

/** The database holds the same, and has the last word. */
export const longestName = 80;
/** A name that is still read at a glance. */
const shortName = 48;

/** What of a search is worth coming back to: its first page, without what asks for nothing by itself. */
export function lasting(query: SearchQuery): SearchQuery {
	const isPlaced = query.commune !== null || query.near !== null;
	return {
		...query,
		after: null,
		until: query.from && query.until,
		withinMeters: isPlaced ? query.withinMeters : null,
		sort: query.sort === 'nearest' && !isPlaced ? null : query.sort
	};
}

/** Whether a search asks for anything; everything there is needs no saving. */
export function asksSomething(query: SearchQuery): boolean {
	return query.words !== '' || filtersIn(lasting(query)).length > 0;
}

/** The one among `searches` that asks the same as `query`. */
export function savedAs(searches: SavedSearch[], query: SearchQuery): SavedSearch | undefined {
	const path = searchPath(lasting(query));
	return searches.find((search) => searchPath(search.query) === path);
}

/** A name for a search made of `parts` in words, those that fit: "Perceuse, Emprunter, Rennes et alentours". */
export function suggestedName(parts: string[]): string {
	const [first = '', ...others] = parts;
	let name = shortened(first);
	for (const part of others) {
		if (`${name}, ${part}`.length > shortName) break;
		name = `${name}, ${part}`;
	}
	return name.charAt(0).toLocaleUpperCase() + name.slice(1);
}

/** Whether all the days a search asks for are over. */
export function isPast({ from, until }: Pick<SearchQuery, 'from' | 'until'>, today: string): boolean {
	return from !== null && (until ?? from) < today;
}

function shortened(text: string): string {
	return text.length > longestName ? `${text.slice(0, longestName - 1).trimEnd()}…` : text;
}
