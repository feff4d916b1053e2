import { browser } from '$app/env';
import { residentId } from '#lib/database/reader.ts';

/** A photograph of a listing that is not for everyone, as the signed-in resident may see it; `null` for a visitor. */
export async function photoOfMember(path: string): Promise<string | null> {
	if (!browser || !(await residentId())) return null;
	const { downloadPhoto } = await import('#lib/listings/data/stored-photos.ts');
	return downloadPhoto(path).then(
		(bytes) => URL.createObjectURL(bytes),
		() => null
	);
}
