import { overlay, type Stroke } from '#lib/offline/overlay.ts';
import type { Operation } from '#lib/offline/outbox/operation.ts';
import type { SavedSearch } from '#lib/searches/domain/saved-search.ts';
import { payloadOf } from './(member)/unsent/acting.ts';

/** `searches`, the latest first, as they will be once everything unsent has arrived. */
export function withUnsent(searches: SavedSearch[], operations: Operation[]): SavedSearch[] {
	const save: Stroke<SavedSearch> = (rows, operation: Operation) => {
		const said = payloadOf(operation, 'searches.save');
		const isThere = rows.some(({ id }) => id === operation.id);
		return said && !isThere ? [{ ...said, id: operation.id }, ...rows] : rows;
	};
	const forget: Stroke<SavedSearch> = (rows, operation: Operation) => {
		const said = payloadOf(operation, 'searches.forget');
		return said ? rows.filter(({ id }) => id !== said.searchId) : rows;
	};
	return overlay(searches, operations, { 'searches.save': save, 'searches.forget': forget });
}
