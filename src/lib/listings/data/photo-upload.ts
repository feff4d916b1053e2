import { Refusal } from '#lib/errors/refusal.ts';
import { memberClient } from '#lib/database/member.ts';
import { smallPathOf } from '#lib/listings/domain/photo.ts';
import type { PhotoBytes } from '#lib/listings/domain/photo-problem.ts';
import { isOffline } from '#lib/offline/network.ts';

const attempts = 3;
const firstWaitMs = 800;

/**
 * Stores a photograph and its small variant; answers its path. Safe to repeat: the name comes from `photoId`.
 * @throws {Refusal} `offline` once three attempts did not get through, `not_allowed`
 */
export async function uploadPhoto(
	personId: string,
	listingId: string,
	photoId: string,
	{ full, small }: PhotoBytes
): Promise<string> {
	const path = `${personId}/${listingId}/${photoId}.webp`;
	await stored(smallPathOf(path), small);
	await stored(path, full);
	return path;
}

/** The bytes of one's own photograph, drafts included. */
export async function downloadPhoto(path: string): Promise<Blob> {
	const { storage } = await memberClient();
	const { data, error } = await storage.from('photos').download(path);
	if (error) throw isOffline(error) ? new Refusal('offline', error) : error;
	return data;
}

/** Throws away photographs that no listing shows any more. What could not be removed is left to the nightly cleaning. */
export async function removePhotos(paths: string[]): Promise<void> {
	if (!paths.length) return;
	const { storage } = await memberClient();
	await storage.from('photos').remove(paths.flatMap((path) => [path, smallPathOf(path)]));
}

async function stored(path: string, bytes: Blob): Promise<void> {
	const { storage } = await memberClient();
	for (let attempt = 1; ; attempt++) {
		const { error } = await storage.from('photos').upload(path, bytes, { contentType: 'image/webp' });
		if (!error || isThereAlready(error)) return;
		if (isForGood(error)) throw new Refusal('not_allowed', error);
		if (attempt === attempts) throw isOffline(error) ? new Refusal('offline', error) : error;
		await new Promise((resolve) => setTimeout(resolve, firstWaitMs * 2 ** (attempt - 1)));
	}
}

// An upload whose answer was lost: the name is the photograph's own, so what is there is the same.
function isThereAlready(error: Error): boolean {
	return statusOf(error) === 409 || /already exists|duplicate/i.test(error.message);
}

function isForGood(error: Error): boolean {
	return [401, 403].includes(statusOf(error)) || /row-level security/i.test(error.message);
}

function statusOf(error: Error): number {
	const { status, statusCode } = error as { status?: number; statusCode?: string };
	return Number(statusCode ?? status ?? 0);
}
