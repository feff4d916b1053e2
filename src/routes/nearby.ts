import type { Db } from '#lib/database/client.ts';
import { searchListings } from '#lib/listings/data/search.ts';
import { readQuery } from '#lib/listings/domain/search-query.ts';
import { readPerson } from '#lib/people/data/people.ts';
import { listCommunes } from '#lib/territory/data/communes.ts';
import type { Day } from '#lib/time/paris.ts';

const offers = readQuery(new URLSearchParams('kind=loan&kind=gift&kind=service&kind=space'));
const cards = 8;

/** What is near the reader's home, or newest everywhere for a visitor. */
export async function nearby(db: Db, readerId: string | null, day: Day) {
	const territory = listCommunes(db);
	const searching = async () => {
		const code = readerId && (await readPerson(db, readerId)).communeCode;
		const home = code ? (await territory).find((commune) => commune.code === code) : undefined;
		return { home, found: await searchListings(db, offers, home ?? null, readerId ? cards * 2 : cards, day) };
	};
	const [communes, { home, found }] = await Promise.all([territory, searching()]);
	const listings = found.listings.filter(({ owner }) => owner.id !== readerId).slice(0, cards);
	const here = new Set(listings.map(({ commune }) => commune));
	const places = Object.fromEntries(
		communes.filter(({ code }) => here.has(code)).map(({ code, name }) => [code, name])
	);
	return { home: home ? { code: home.code, name: home.name } : null, listings, places };
}
