import type { HandoverWindow } from '#lib/listings/domain/listing.ts';
import type { ListingAction, Outcome } from '#lib/listings/domain/own-listing.ts';
import type { Photo } from '#lib/listings/domain/photo.ts';
import type { Handler } from '#lib/offline/command.ts';
import {
	advanceListing,
	deleteDraftListing,
	recordOutcome,
	saveListing,
	saveListingPhotos,
	type ListingContent
} from './listing-writing.ts';
import { saveMyWindows } from './windows.ts';

const save: Handler<ListingContent> = (db, _id, listing) => saveListing(db, listing);

const photos: Handler<{ listingId: string; photos: Photo[] }> = (db, _id, payload) =>
	saveListingPhotos(db, payload.listingId, payload.photos);

/** `outcome` goes with `close`. */
const advance: Handler<{ listingId: string; action: ListingAction; outcome?: Outcome }> = async (db, id, payload) => {
	if (payload.outcome) await recordOutcome(db, payload.listingId, payload.outcome);
	await advanceListing(db, payload.listingId, payload.action, id);
};

const discard: Handler<{ listingId: string }> = (db, _id, { listingId }) => deleteDraftListing(db, listingId);

const windows: Handler<{ personId: string; windows: HandoverWindow[] }> = (db, _id, payload) =>
	saveMyWindows(db, payload.personId, payload.windows);

export const listingCommands = {
	'listings.save': save,
	'listings.photos': photos,
	'listings.advance': advance,
	'listings.discard': discard,
	'listings.windows': windows
};
