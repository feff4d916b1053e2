import { send } from '#lib/commands.ts';
import { isRefusal } from '#lib/errors/refusal.ts';
import { forgetPhoto, readPhoto } from '#lib/listings/data/drafts.ts';
import { uploadPhoto } from '#lib/listings/data/photo-upload.ts';
import type { Draft } from '#lib/listings/domain/draft.ts';
import type { Photo } from '#lib/listings/domain/photo.ts';

/** Which photograph is being sent, of how many. */
export interface Progress {
	number: number;
	count: number;
}

/**
 * Writes a draft and its photographs to the database. Safe to repeat: what has arrived is not sent again, and
 * `draft` remembers where each photograph is stored.
 * @throws {Refusal} `offline`, or what the database refused
 */
export async function sendListing(personId: string, draft: Draft, tell: (progress: Progress) => void): Promise<void> {
	const { photos, publishId: _publishId, changedAt: _changedAt, kind, ...content } = draft;
	if (!kind) return;
	await send('listings.save', { ...content, kind });
	const waiting = photos.filter(({ path }) => !path);
	for (const [at, photo] of waiting.entries()) {
		tell({ number: at + 1, count: waiting.length });
		const bytes = await readPhoto(photo.id);
		if (bytes) photo.path = await uploadPhoto(personId, draft.listingId, photo.id, bytes);
	}
	const stored = photos.flatMap<Photo>(({ path, width, height }) => (path ? [{ path, width, height }] : []));
	await send('listings.photos', { listingId: draft.listingId, photos: stored });
	for (const { id } of photos) await forgetPhoto(id);
}

/** Puts a listing online. Repeating it, after an answer was lost, changes nothing. */
export async function publishListing({ listingId, publishId }: Draft): Promise<void> {
	try {
		await send('listings.advance', { listingId, action: 'publish' }, publishId);
	} catch (error) {
		if (!isRefusal(error) || error.code !== 'already_done') throw error;
	}
}
