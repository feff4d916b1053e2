import type { SearchQuery } from './search-query.ts';

/** The route path of a search, `/search?...`. Two searches that ask the same have the same path. */
export function searchPath(query: Partial<SearchQuery>): string {
	const params = new URLSearchParams();
	const put = (name: string, value: string | number | null | undefined) => {
		if (value) params.append(name, String(value));
	};
	put('q', query.words);
	for (const kind of query.kinds ?? []) put('kind', kind);
	put('category', query.category);
	put('commune', query.commune);
	put('near', query.near && `${query.near.lat},${query.near.lon}`);
	put('within', query.withinMeters);
	put('from', query.from);
	put('until', query.until);
	put('sort', query.sort);
	put('after', query.after);
	return params.size ? `/search?${params}` : '/search';
}
