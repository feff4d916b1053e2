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
		const known = withRow(rows, {
			id,
			kind,
			title,
			status: 'draft',
			expiresAt,
			broken: false,
			repairWish: null,
			photoPath: null
		});
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
	const mend: Stroke<OwnListing> = (rows, operation: Operation) => {
		const said = payloadOf(operation, 'listings.mended');
		return said ? withChange(rows, said.listingId, { broken: false, repairWish: null }) : rows;
	};
	const breaks: Stroke<OwnListing> = (rows, operation: Operation) => {
		const said = payloadOf(operation, 'listings.broken');
		return said ? withChange(rows, said.listingId, { broken: true }) : rows;
	};
	const wish: Stroke<OwnListing> = (rows, operation: Operation) => {
		const said = payloadOf(operation, 'listings.wish_repair');
		return said ? withChange(rows, said.listingId, { repairWish: said.problem }) : rows;
	};
	const drop: Stroke<OwnListing> = (rows, operation: Operation) => {
		const said = payloadOf(operation, 'listings.drop_repair');
		return said ? withChange(rows, said.listingId, { repairWish: null }) : rows;
	};
	return overlay(listings, operations, {
		'listings.broken': breaks,
		'listings.mended': mend,
		'listings.wish_repair': wish,
		'listings.drop_repair': drop,
		'listings.save': save,
		'listings.advance': advance,
		'listings.discard': discard
	});
}

/** The listing that `operation` is about. */
export function listingOf({ lane }: Operation): string | null {
	return lane.startsWith('listing:') ? lane.slice('listing:'.length) : null;
}
