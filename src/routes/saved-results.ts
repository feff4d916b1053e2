/** The last results of the searches that a resident saved, as this device keeps them. */
import { dbOf } from '#lib/database/member.ts';
import { isRefusal } from '#lib/errors/refusal.ts';
import type { Found } from '#lib/listings/data/search.ts';
import { find, keep } from '#lib/offline/kept.ts';
import type { LastFound, SavedSearch } from '#lib/searches/domain/saved-search.ts';
import { today } from '#lib/time/paris.ts';
import { placed, results, type Territory } from './search-reading.ts';

/** What is younger is not read again before one looks. */
const againMs = 3_600_000;

/** How many listings each search found last, by its id; those that were never read here are left out. */
export async function lastFound(
	me: string,
	searches: SavedSearch[],
	territory: Territory
): Promise<Record<string, LastFound>> {
	const found = searches.map(async (search) => {
		const kept = await find<Found>(resultsOf(me, search, territory));
		if (!kept) return [];
		const { listings, next } = kept.value;
		return [[search.id, { count: listings.length, isAll: next === null, at: kept.at }] as const];
	});
	return Object.fromEntries((await Promise.all(found)).flat());
}

/**
 * Keeps the first page of what each search finds, one after the other: what is there already for as long as the search,
 * the rest read anew. Answers under which keys. @throws {Refusal} `offline`
 */
export function keepResults(me: string, searches: SavedSearch[], territory: Territory): Promise<string[]> {
	return inTurn(me, async () => {
		const keys: string[] = [];
		for (const search of searches) {
			const reading = resultsOf(me, search, territory);
			keys.push(reading.key);
			const before = await find<Found>(reading);
			const isYoung = before && Date.now() - before.at < againMs;
			if (isYoung) await keep(reading, before.value, before.at);
			else await read(reading).catch(unlessOffline);
		}
		return keys;
	});
}

// A page and what keeps things beforehand would ask the same twice: whoever comes second finds it read.
function inTurn<T>(me: string, work: () => Promise<T>): Promise<T> {
	return 'locks' in navigator ? navigator.locks.request(`results:${me}`, work) : work();
}

function resultsOf(me: string, { query }: SavedSearch, territory: Territory) {
	const reader = { id: me, db: () => dbOf(me) };
	return { ...results(reader, placed(query, territory), today()), lasts: 'mine' as const };
}

async function read(reading: ReturnType<typeof resultsOf>): Promise<void> {
	const at = Date.now();
	await keep(reading, await reading.read(), at);
}

// One search that the database does not understand any more does not stop the others.
function unlessOffline(error: unknown): void {
	if (!isRefusal(error) || error.code === 'offline') throw error;
}
