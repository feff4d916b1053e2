import type { OwnListing } from '#lib/listings/domain/own-listing.ts';
import type { Operation } from '#lib/offline/outbox/operation.ts';
import { overlay, withChange, withRow, type Stroke } from '#lib/offline/overlay.ts';
import { payloadOf } from '../../unsent/acting.ts';

/** `listings` as they will be once everything unsent has arrived. */
export function withUnsent(listings: OwnListing[], operations: Operation[], now: number): OwnListing[] {
	const save: Stroke<OwnListing> = (rows, operation: Operation) => {
		const said = payloadOf(operation, 'listings.save');
		if (!said) return rows;
		const { listingId: id, kind, title } = said;
		const expiresAt = new Date(now).toISOString();
		const known = withRow(rows, { id, kind, title, status: 'draft', expiresAt, photoPath: null });
		return withChange(known, id, { kind, title });
	};
	const advance: Stroke<OwnListing> = (rows, operation: Operation) => {
		const said = payloadOf(operation, 'listings.advance');
		if (!said || said.action === 'renew') return rows;
		const status = ({ publish: 'published', resume: 'published', pause: 'paused', close: 'closed' } as const)[
			said.action
		];
		return withChange(rows, said.listingId, { status });
	};
	const discard: Stroke<OwnListing> = (rows, operation: Operation) => {
		const said = payloadOf(operation, 'listings.discard');
		return said ? rows.filter(({ id }) => id !== said.listingId) : rows;
	};
	return overlay(listings, operations, {
		'listings.save': save,
		'listings.advance': advance,
		'listings.discard': discard
	});
}

/** The listing that `operation` is about. */
export function listingOf({ lane }: Operation): string | null {
	return lane.startsWith('listing:') ? lane.slice('listing:'.length) : null;
}
