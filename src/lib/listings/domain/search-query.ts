import { kinds, type Kind } from './listing.ts';
import type { Point } from '#lib/territory/domain/commune.ts';

export const sorts = ['nearest', 'newest'] as const;
export type Sort = (typeof sorts)[number];

/** How far to look, in metres; past the last, everywhere. */
export const reaches = [1_000, 3_000, 5_000, 12_000, 30_000] as const;

/** A search, as the address of its page holds it. */
export interface SearchQuery {
	words: string;
	kinds: Kind[];
	category: string | null;
	/** INSEE code; its centre is where distances start when `near` is not given. */
	commune: string | null;
	/** The reader's own place, rounded to about a hundred metres before it is put in an address. */
	near: Point | null;
	withinMeters: number | null;
	/** Days, both included: free from the first to the last. */
	from: string | null;
	until: string | null;
	/** `null` lets the database choose. */
	sort: Sort | null;
	/** Where the previous page stopped: opaque. */
	after: string | null;
}

const longestWords = 200;

/** The search an address asks for. What makes no sense is left out rather than refused. */
export function readQuery(params: URLSearchParams): SearchQuery {
	const text = (name: string) => params.get(name)?.trim() || null;
	const from = dayIn(text('from'));
	const until = dayIn(text('until'));
	const within = Number(text('within'));
	const sort = text('sort');
	const category = text('category');
	const commune = text('commune');
	return {
		words: (text('q') ?? '').slice(0, longestWords),
		kinds: kinds.filter((kind) => params.getAll('kind').includes(kind)),
		category: category && /^[a-z0-9-]{1,60}$/.test(category) ? category : null,
		commune: commune && /^[0-9AB]{5}$/.test(commune) ? commune : null,
		near: pointIn(text('near')),
		withinMeters: reaches.some((reach) => reach === within) ? within : null,
		from,
		until: from && until && until < from ? from : until,
		sort: sorts.find((one) => one === sort) ?? null,
		after: text('after')?.slice(0, 400) ?? null
	};
}

/** The search that a filled form asks for; what is left blank asks for nothing. */
export function queryFilled(form: FormData): SearchQuery {
	const params = new URLSearchParams();
	for (const [name, value] of form) if (typeof value === 'string') params.append(name, value);
	return readQuery(params);
}

/** A point as it may appear in an address: three decimals, about a hundred metres. */
export function roundedPoint({ lat, lon }: Point): Point {
	return { lat: Math.round(lat * 1000) / 1000, lon: Math.round(lon * 1000) / 1000 };
}

export type Filter = 'kinds' | 'category' | 'place' | 'dates';

/** The filters a search uses, words aside. */
export function filtersIn(query: SearchQuery): Filter[] {
	const used: [Filter, boolean][] = [
		['kinds', query.kinds.length > 0],
		['category', query.category !== null],
		['place', query.commune !== null || query.near !== null],
		['dates', query.from !== null || query.until !== null]
	];
	return used.filter(([, on]) => on).map(([filter]) => filter);
}

/** The same search without `filter`, from its first page. */
export function without(query: SearchQuery, filter: Filter): SearchQuery {
	const first = { ...query, after: null };
	if (filter === 'kinds') return { ...first, kinds: [] };
	if (filter === 'category') return { ...first, category: null };
	if (filter === 'dates') return { ...first, from: null, until: null };
	return {
		...first,
		commune: null,
		near: null,
		withinMeters: null,
		sort: query.sort === 'nearest' ? null : query.sort
	};
}

function dayIn(text: string | null): string | null {
	return text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
}

function pointIn(text: string | null): Point | null {
	const found = text && /^(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)$/.exec(text);
	if (!found) return null;
	const [lat, lon] = [Number(found[1]), Number(found[2])];
	return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? roundedPoint({ lat, lon }) : null;
}
