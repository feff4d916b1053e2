import type { Point } from '#lib/territory/domain/commune.ts';
import { families, type Family, type PlaceKind } from './place.ts';

/** What one looks for in the directory, as the address of its page holds it. */
export interface PlaceQuery {
	words: string;
	/** A kind's slug, or a family. */
	kind: string | null;
	/** INSEE code; its centre is where distances start when `near` is not given. */
	commune: string | null;
	/** The reader's own place, rounded to about a hundred metres. */
	near: Point | null;
	/** Only what is open at the time of asking. */
	isOpen: boolean;
	/** A category that one has to give. */
	takes: string | null;
	/** From 1. */
	page: number;
}

export const placesPerPage = 30;
const mostPages = 300;

/** What an address asks for. What makes no sense is left out rather than refused. */
export function readPlaceQuery(params: URLSearchParams): PlaceQuery {
	const text = (name: string) => params.get(name)?.trim() || null;
	const plain = (name: string) => text(name)?.match(/^[a-z0-9-]{2,60}$/)?.[0] ?? null;
	const page = Number(text('page') ?? 1);
	return {
		words: (text('q') ?? '').slice(0, 200),
		kind: plain('kind'),
		commune: text('commune')?.match(/^[0-9AB]{5}$/)?.[0] ?? null,
		near: pointIn(text('near')),
		isOpen: params.has('open'),
		takes: plain('takes'),
		page: Number.isInteger(page) && page >= 1 && page <= mostPages ? page : 1
	};
}

/** What a filled form asks for; what is left blank asks for nothing. */
export function placeQueryFilled(form: FormData): PlaceQuery {
	const params = new URLSearchParams();
	for (const [name, value] of form) if (typeof value === 'string') params.append(name, value);
	return readPlaceQuery(params);
}

/** The route path of a question. Two that ask the same have the same path. */
export function placesPath(query: Partial<PlaceQuery>): string {
	const params = new URLSearchParams();
	const put = (name: string, value: string | null | undefined | false) => {
		if (value) params.append(name, value);
	};
	put('q', query.words);
	put('kind', query.kind);
	put('takes', query.takes);
	put('commune', query.commune);
	put('near', query.near && [query.near.lat, query.near.lon].map(rounded).join(','));
	put('open', query.isOpen && 'on');
	put('page', query.page && query.page > 1 ? String(query.page) : null);
	return params.size ? `/places?${params}` : '/places';
}

/** The kinds that a question means: one, those of a family, or none in particular. */
export function kindsMeant(asked: string | null, kinds: PlaceKind[]): string[] {
	const family = families.find((one): one is Family => one === asked);
	return kinds.filter(({ slug, family: of }) => slug === asked || of === family).map(({ slug }) => slug);
}

/** The route path of a place. */
export function placePath(slug: string): string {
	return `/places/${slug}`;
}

function pointIn(text: string | null): Point | null {
	const found = text && /^(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)$/.exec(text);
	if (!found) return null;
	const [lat, lon] = [Number(found[1]), Number(found[2])].map(rounded) as [number, number];
	return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null;
}

// To about a hundred metres: where somebody stands is not known better by an address.
function rounded(degrees: number): number {
	return Math.round(degrees * 1000) / 1000;
}
