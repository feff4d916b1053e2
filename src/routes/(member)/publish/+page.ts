import { publicDb, type Db } from '#lib/database/client.ts';
import { memberDb } from '#lib/database/member.ts';
import { listWindows } from '#lib/listings/data/windows.ts';
import { readDraft } from '#lib/listings/data/drafts.ts';
import { cached, freshest } from '#lib/offline/cached.ts';
import { readMyDetails } from '#lib/people/data/details.ts';
import { readPerson } from '#lib/people/data/people.ts';
import { listCategories } from '#lib/territory/data/categories.ts';
import { listCommunes } from '#lib/territory/data/communes.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent }) => {
	const { resident } = await parent();
	const visitor = publicDb(location.origin);
	const db = await memberDb();
	// One writes without network: what could not be read about oneself is left out, never in the way.
	const mine = <T>(read: (db: Db) => Promise<T>) => (db ? read(db).catch(() => null) : null);
	const [categories, communes, person, details, windows, draft] = await Promise.all([
		cached('categories', () => listCategories(visitor)),
		cached('communes', () => listCommunes(visitor)),
		mine((db) => freshest(`person:${resident.id}:me`, () => readPerson(db, resident.id))),
		mine(readMyDetails),
		mine((db) => listWindows(db, resident.id)),
		readDraft({ personId: resident.id, listingId: null })
	]);
	return {
		categories: categories.value,
		communes: communes.value,
		commune: person?.value.communeCode ?? null,
		address: details?.address ?? null,
		windows: windows ?? [],
		draft: draft ?? null
	};
};
