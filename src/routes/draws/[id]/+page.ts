import { readerKey, readerOf } from '#lib/database/reader.ts';
import { readDraw } from '#lib/gifts/data/gifts.ts';
import { readListing } from '#lib/listings/data/listings.ts';
import { cached } from '#lib/offline/cached.ts';
import { readAgain } from '../../read-again.ts';
import type { PageLoad } from './$types';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The draw of a gift as its reader may see it: hidden from them, or never there, one answer for all. */
export const load: PageLoad = async ({ params: { id }, url, depends }) => {
	depends(readerKey);
	if (!uuid.test(id)) return { readBy: null, id, draw: null, listing: null };
	const reader = await readerOf(url.origin);
	const read = async () => {
		const db = await reader.db();
		const [draw, listing] = await Promise.all([readDraw(db, id), readListing(db, id)]);
		return { draw, listing: listing && { title: listing.title } };
	};
	const { value } = await cached({ of: reader.id, key: `draw ${id}`, read }, () => void readAgain(readerKey));
	return { readBy: reader.id, id, ...value };
};
