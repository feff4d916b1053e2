import { hasLanded } from '#lib/database/receipts.ts';
import type { Kind } from '#lib/offline/command.ts';
import type { SavedSearch } from '#lib/searches/domain/saved-search.ts';
import { forgetSearch, saveSearch } from './saved-searches.ts';

/** A search is saved before it is forgotten. */
const laneOf = (searchId: string) => `search:${searchId}`;

/** The search bears the wish's own id. */
const save: Kind<Omit<SavedSearch, 'id'>> = {
	v: 1,
	lane: (_search, id) => laneOf(id),
	perform: (db, id, search) => saveSearch(db, { ...search, id }),
	landed: hasLanded
};

/** `name`: what it is called while it is on its way. */
const forget: Kind<{ searchId: string; name: string }> = {
	v: 1,
	lane: ({ searchId }) => laneOf(searchId),
	perform: (db, id, { searchId }) => forgetSearch(db, id, searchId),
	landed: hasLanded
};

export const searchCommands = { 'searches.save': save, 'searches.forget': forget };
