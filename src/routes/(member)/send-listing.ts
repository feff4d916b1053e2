import { send } from '#lib/commands.ts';
import { isRefusal } from '#lib/errors/refusal.ts';
import { forgetPhoto, readPhoto } from '#lib/listings/data/drafts.ts';
import type { Draft } from '#lib/listings/domain/draft.ts';
import { photoPath, smallPathOf, type Photo } from '#lib/listings/domain/photo.ts';
import { newId } from '#lib/offline/command.ts';
import { forget } from '#lib/offline/kept.ts';
import type { Bytes } from '#lib/offline/outbox/outbox.ts';
import type { Sent } from '#lib/offline/send.ts';

/** Which photograph is being sent, of how many. */
export interface Progress {
	number: number;
	count: number;
}

/**
 * Writes a draft and its photographs to the database. Safe to repeat: what has arrived is not sent again, and
 * `draft` remembers where each photograph is stored.
 * @returns what became of the last part: the others go before it
 * @throws {Refusal} what the database refused
 */
export async function sendListing(
	personId: string,
	draft: Draft,
	tell: (progress: Progress) => void
): Promise<Sent['state']> {
	const { photos, publishId: _publishId, changedAt: _changedAt, kind, ...content } = draft;
	if (!kind) return 'done';
	await send('listings.save', { ...content, kind });
	const bytes: Bytes[] = [];
	const files: string[] = [];
	const placed = new Map<string, string>();
	const waiting = photos.filter(({ path }) => !path);
	for (const [at, photo] of waiting.entries()) {
		tell({ number: at + 1, count: waiting.length });
		const made = await readPhoto(photo.id);
		if (!made) continue;
		const path = photoPath(personId, draft.listingId, photo.id);
		placed.set(photo.id, path);
		for (const [file, blob] of [
			[smallPathOf(path), made.small],
			[path, made.full]
		] as const) {
			files.push(file);
			bytes.push({ bytes: await blob.arrayBuffer(), mime: blob.type });
		}
	}
	const stored = photos.flatMap<Photo>(({ id, path, width, height }) => {
		const at = path ?? placed.get(id);
		return at ? [{ path: at, width, height }] : [];
	});
	const { state } = await send(
		'listings.photos',
		{ listingId: draft.listingId, photos: stored, files },
		newId(),
		bytes
	);
	// Refused, they would have to travel again: only now is it known that they need not.
	for (const photo of waiting) photo.path = placed.get(photo.id) ?? photo.path;
	for (const { id } of photos) await forgetPhoto(id);
	// What was kept of it a moment ago would be shown as new.
	await forget({ of: personId, key: `listing ${draft.listingId}` });
	return state;
}

/** Puts a listing online, now or as soon as it can leave. Repeating it, after an answer was lost, changes nothing. */
export async function publishListing({ listingId, publishId }: Draft): Promise<Sent['state']> {
	try {
		return (await send('listings.advance', { listingId, action: 'publish' }, publishId)).state;
	} catch (error) {
		if (!isRefusal(error) || error.code !== 'already_done') throw error;
		return 'done';
	}
}
