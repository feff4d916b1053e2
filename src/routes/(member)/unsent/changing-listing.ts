import type { commands } from '#lib/commands.ts';
import { Refusal } from '#lib/errors/refusal.ts';
import { keepDraft, keepPhoto, readDraft } from '#lib/listings/data/drafts.ts';
import { isBegun, type Draft } from '#lib/listings/domain/draft.ts';
import { smallPathOf } from '#lib/listings/domain/photo.ts';
import { newId, type PayloadOf } from '#lib/offline/command.ts';
import type { OutboxHere } from '#lib/offline/outbox/here.ts';
import { freshest } from '#lib/offline/later.ts';
import type { Operation } from '#lib/offline/outbox/operation.ts';
import type { Thing } from '#lib/offline/unsent/things.ts';
import { myDraft } from '../../my-things.ts';

type Commands = typeof commands;

/**
 * The route path where an unsent listing can be changed, its form filled; `null` while another is being written there.
 * @throws {Refusal} `offline`, or `not_available` when its words had arrived and are there no more
 */
export async function changeListing({ uid, outbox, shelf }: OutboxHere, thing: Thing): Promise<string | null> {
	const { listingId } = thing.operations[0]!.payload as { listingId: string };
	const advanced = find(thing, 'listings.advance');
	const isNew = (advanced?.payload as PayloadOf<Commands['listings.advance']> | undefined)?.action === 'publish';
	const slot = { personId: uid, listingId: isNew ? null : listingId };
	const written = await readDraft(slot);
	if (written && isBegun(written) && written.listingId !== listingId) return null;

	const saved = find(thing, 'listings.save');
	const sent = find(thing, 'listings.photos');
	const content = saved
		? { photos: [], ...(saved.payload as PayloadOf<Commands['listings.save']>) }
		: await arrived(uid, listingId);
	const photos = sent ? await takenBack(shelf, sent) : content.photos;
	const publishId = (isNew && advanced?.id) || newId();
	await keepDraft(slot, { ...content, photos, publishId, changedAt: Date.now() });
	// Only now that it is safe in the form: the last first, so that no part leaves alone.
	for (const operation of thing.operations.toReversed()) await outbox.discard(operation);
	if (!isNew) return `/listings/${listingId}/edit`;
	return `/publish?step=${sent?.state === 'refused' ? 'photos' : 'preview'}`;
}

/** The words of a listing that went before the rest of it. */
async function arrived(uid: string, listingId: string): Promise<Omit<Draft, 'publishId' | 'changedAt'>> {
	const { value } = await freshest(myDraft(uid, listingId));
	if (!value) throw new Refusal('not_available');
	const { status: _status, ...words } = value;
	return words;
}

function find({ operations }: Thing, kind: keyof Commands): Operation | undefined {
	return operations.findLast((operation) => operation.kind === kind);
}

/** The photographs of a draft, their bytes back where drafts keep them. */
async function takenBack(shelf: OutboxHere['shelf'], { seq, payload }: Operation): Promise<Draft['photos']> {
	const { photos, files = [] } = payload as PayloadOf<Commands['listings.photos']>;
	const pieces = await shelf.pieces(seq);
	const blobAt = (path: string) => {
		const piece = pieces.find(({ n }) => files[n] === path);
		return piece && new Blob([piece.bytes], { type: piece.mime });
	};
	return Promise.all(
		photos.map(async ({ path, width, height }) => {
			const id = path.slice(path.lastIndexOf('/') + 1, -'.webp'.length);
			const [full, small] = [blobAt(path), blobAt(smallPathOf(path))];
			if (full && small) await keepPhoto(id, { full, small });
			return { id, path: full && small ? null : path, width, height };
		})
	);
}
