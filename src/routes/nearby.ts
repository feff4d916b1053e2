import type { Db } from '#lib/database/client.ts';
import { searchListings } from '#lib/listings/data/search.ts';
import { readQuery } from '#lib/listings/domain/search-query.ts';
import { readPerson } from '#lib/people/data/people.ts';
import { communesAmong } from '#lib/territory/data/communes.ts';
import type { Day } from '#lib/time/paris.ts';

const offers = readQuery(new URLSearchParams('kind=loan&kind=gift&kind=service&kind=space'));
const cards = 8;

/** What is near the reader's home, or newest everywhere for a visitor. */
export async function nearby(db: Db, readerId: string | null, day: Day) {
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
