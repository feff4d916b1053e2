import type { Db } from '#lib/database/client.ts';
import { readerKey, readerOf } from '#lib/database/reader.ts';
import { searchListings } from '#lib/listings/data/search.ts';
import { readQuery } from '#lib/listings/domain/search-query.ts';
import { cached } from '#lib/offline/cached.ts';
import { readPerson } from '#lib/people/data/people.ts';
import { communesAmong } from '#lib/territory/data/communes.ts';
import { today } from '#lib/time/paris.ts';
import { readAgain } from './read-again.ts';
import type { PageLoad } from './$types';

const offers = readQuery(new URLSearchParams('kind=loan&kind=gift&kind=service&kind=space'));
const cards = 8;

/** What is near the reader's home, or newest everywhere for a visitor. */
async function nearby(db: Db, readerId: string | null, day: string) {
	const code = readerId && (await readPerson(db, readerId)).communeCode;
	const home = code ? (await communesAmong(db, [code]))[0] : undefined;
	const found = await searchListings(db, offers, home ?? null, readerId ? cards * 2 : cards, day);
	const listings = found.listings.filter(({ owner }) => owner.id !== readerId).slice(0, cards);
	const communes = await communesAmong(
		db,
		listings.map((listing) => listing.commune)
	);
	const places = Object.fromEntries(communes.map((commune) => [commune.code, commune.name]));
	return { home: home ? { code: home.code, name: home.name } : null, listings, places };
}

export const load: PageLoad = async ({ fetch, url, depends }) => {
	depends(readerKey);
	const reader = await readerOf(url.origin, fetch);
	const day = today();
	const near = await cached(
		`home ${reader.id ?? ''}`,
		async () => nearby(await reader.db(), reader.id, day),
		() => void readAgain(readerKey)
	);
	return { readBy: reader.id, today: day, near };
};
