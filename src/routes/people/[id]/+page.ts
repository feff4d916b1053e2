import { error } from '@sveltejs/kit';
import type { Db } from '#lib/database/client.ts';
import { readerKey, readerOf } from '#lib/database/reader.ts';
import { listPublishedBy } from '#lib/listings/data/listings-of.ts';
import { cached } from '#lib/offline/cached.ts';
import { readPerson } from '#lib/people/data/people.ts';
import { communesAmong } from '#lib/territory/data/communes.ts';
import { today, type Day } from '#lib/time/paris.ts';
import { readPast } from '../../past-of.ts';
import { readAgain } from '../../read-again.ts';
import type { PageLoad } from './$types';

const noSuchRow = 'PGRST116';

/** What neighbours may know of a person; `null` when the reader may not know them. */
async function profileOf(db: Db, id: string, day: Day) {
	try {
		const [person, past, listings] = await Promise.all([
			readPerson(db, id),
			readPast(db, id),
			listPublishedBy(db, id, day)
		]);
		const communes = await communesAmong(db, [person.communeCode ?? '', ...listings.map(({ commune }) => commune)]);
		return { person, ...past, listings, places: Object.fromEntries(communes.map(({ code, name }) => [code, name])) };
	} catch (fault) {
		const code = (fault as { code?: string }).code;
		if (code === noSuchRow || code === 'not_found' || code === 'invalid_value') return null;
		throw fault;
	}
}

export const load: PageLoad = async ({ params, url, depends }) => {
	depends(readerKey);
	const day = today();
	const reader = await readerOf(url.origin);
	if (!reader.id) return { readBy: null, today: day, profile: null };
	const { value } = await cached(
		{ of: reader.id, key: `person ${params.id}`, read: async () => profileOf(await reader.db(), params.id, day) },
		() => void readAgain(readerKey)
	);
	if (!value) error(404, { message: 'not_found', code: 'not_found' });
	return { readBy: reader.id, today: day, profile: value };
};
