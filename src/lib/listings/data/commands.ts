import { hasLanded } from '#lib/database/receipts.ts';
import type { Absence } from '#lib/listings/domain/absence.ts';
import type { HandoverWindow } from '#lib/listings/domain/listing.ts';
import type { ListingAction, Outcome } from '#lib/listings/domain/own-listing.ts';
import type { Photo } from '#lib/listings/domain/photo.ts';
import type { Kind } from '#lib/offline/command.ts';
import { declareBroken, declareMended, dropRepairWish, wishRepair } from './breakdowns.ts';
import { saveMyAbsences } from './absences.ts';
import {
	advanceListing,
	discardListing,
	saveListing,
	saveListingPhotos,
	type ListingContent
} from './listing-writing.ts';
import { saveMyWindows } from './windows.ts';

/** A listing's words, photographs and publication arrive in the order they were said. */
const laneOf = ({ listingId }: { listingId: string }) => `listing:${listingId}`;

const save: Kind<ListingContent> = {
	v: 1,
	lane: laneOf,
	perform: saveListing,
	landed: hasLanded
};

/** `files`: where each piece that travels with it is stored, small variants too. Rows come after the bytes they name. */
const photos: Kind<{ listingId: string; photos: Photo[]; files?: string[] }> = {
	v: 1,
	lane: laneOf,
	async perform(db, id, { listingId, photos, files = [] }, { pieces, arrived }) {
		for (const { n, bytes, mime, sent } of pieces) {
			if (sent) continue;
			await db.storePhoto(files[n]!, bytes, mime);
			await arrived(n);
		}
		await saveListingPhotos(db, id, listingId, photos);
	},
	landed: hasLanded
};

/** `outcome` goes with `close`. */
const advance: Kind<{ listingId: string; action: ListingAction; outcome?: Outcome }> = {
	v: 1,
	lane: laneOf,
	perform: advanceListing,
	landed: hasLanded
};

const discard: Kind<{ listingId: string }> = {
	v: 1,
	lane: laneOf,
	perform: (db, id, { listingId }) => discardListing(db, id, listingId),
	landed: hasLanded
};

const windows: Kind<{ personId: string; windows: HandoverWindow[] }> = {
	v: 1,
	lane: ({ personId }) => `windows:${personId}`,
	perform: (db, id, { windows }) => saveMyWindows(db, id, windows),
	landed: hasLanded
};

/** The breakdown bears the wish's own id. */
const broken: Kind<{ listingId: string; note: string }> = {
	v: 1,
	lane: laneOf,
	perform: declareBroken,
	landed: hasLanded
};

const mended: Kind<{ listingId: string }> = {
	v: 1,
	lane: laneOf,
	perform: (db, id, { listingId }) => declareMended(db, id, listingId),
	landed: hasLanded
};

const repair: Kind<{ listingId: string; problem: string }> = {
	v: 1,
	lane: laneOf,
	perform: wishRepair,
	landed: hasLanded
};

const noRepair: Kind<{ listingId: string }> = {
	v: 1,
	lane: laneOf,
	perform: (db, id, { listingId }) => dropRepairWish(db, id, listingId),
	landed: hasLanded
};

const absences: Kind<{ personId: string; absences: Absence[] }> = {
	v: 1,
	lane: ({ personId }) => `absences:${personId}`,
	perform: (db, id, { absences }) => saveMyAbsences(db, id, absences),
	landed: hasLanded
};

export const listingCommands = {
	'listings.save': save,
	'listings.photos': photos,
	'listings.advance': advance,
	'listings.discard': discard,
	'listings.windows': windows,
	'listings.broken': broken,
	'listings.mended': mended,
	'listings.wish_repair': repair,
	'listings.drop_repair': noRepair,
	'listings.absences': absences
};
