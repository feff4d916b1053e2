import { memberClient } from '#lib/database/member.ts';
import { isCleanWebp } from '#lib/listings/domain/webp.ts';
import { find, keep } from '#lib/offline/kept.ts';

/**
 * The address on this page of the photograph of a report at `path`, read from storage or from this device; `null` when it
 * cannot be read now. Residents alone see them, strangers' too. Whoever shows it lets go of the address.
 */
export async function readPlacePhoto(me: string, path: string): Promise<string | null> {
	const place = { of: me, key: `place-photo ${path}` };
	const bytes = (await find<ArrayBuffer>(place))?.value ?? (await stored(path));
	if (!bytes) return null;
	await keep(place, bytes, Date.now());
	return URL.createObjectURL(new Blob([bytes], { type: 'image/webp' }));
}

async function stored(path: string): Promise<ArrayBuffer | null> {
	const { storage } = await memberClient();
	const { data, error } = await storage.from('place-photos').download(path);
	if (error) {
		console.info('photograph not read', error);
		return null;
	}
	const bytes = await data.arrayBuffer();
	return isCleanWebp(new Uint8Array(bytes)) ? bytes : null;
}
