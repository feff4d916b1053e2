/** What every form asks from, and anybody may read: kept on this device for whoever comes. */
import { publicDb } from '#lib/database/client.ts';
import { cached } from '#lib/offline/cached.ts';
import type { Reading } from '#lib/offline/reading.ts';
import { listCategories } from '#lib/territory/data/categories.ts';
import { listCommunes } from '#lib/territory/data/communes.ts';
import type { Category } from '#lib/territory/domain/category.ts';
import type { Commune } from '#lib/territory/domain/commune.ts';

/** The communes of the territory. */
export const communes: Reading<Commune[]> = {
	of: null,
	key: 'communes',
	lasts: 'mine',
	read: () => listCommunes(publicDb(location.origin))
};

/** What things are sorted by. */
export const categories: Reading<Category[]> = {
	of: null,
	key: 'categories',
	lasts: 'mine',
	read: () => listCategories(publicDb(location.origin))
};

export const theCommunes = async () => (await cached(communes)).value;

export const theCategories = async () => (await cached(categories)).value;
