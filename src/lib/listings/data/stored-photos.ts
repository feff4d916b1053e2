import { Refusal } from '#lib/errors/refusal.ts';
import { memberClient } from '#lib/database/member.ts';
import { smallPathOf } from '#lib/listings/domain/photo.ts';
import { isOffline } from '#lib/offline/network.ts';

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
