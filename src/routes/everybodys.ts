/** What every form asks from, and anybody may read: kept on this device for whoever comes. */
import { publicDb } from '#lib/database/client.ts';
import { cached } from '#lib/offline/cached.ts';
import { listCategories } from '#lib/territory/data/categories.ts';
import { listCommunes } from '#lib/territory/data/communes.ts';

/** The communes of the territory. */
export async function theCommunes() {
	const read = () => listCommunes(publicDb(location.origin));
	return (await cached({ of: null, key: 'communes', lasts: 'mine', read })).value;
}

/** What things are sorted by. */
export async function theCategories() {
	const read = () => listCategories(publicDb(location.origin));
	return (await cached({ of: null, key: 'categories', lasts: 'mine', read })).value;
}
