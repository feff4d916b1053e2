import { error } from '@sveltejs/kit';
import { readerKey, readerOf } from '#lib/database/reader.ts';
import { readListing } from '#lib/listings/data/listings.ts';
import { cached } from '#lib/offline/cached.ts';
import { readAgain } from '../../read-again.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a page about one listing is given to find it. */
interface Asked {
	fetch: typeof globalThis.fetch;
	params: { id: string };
	url: URL;
	depends: (key: `${string}:${string}`) => void;
}

/** The listing of a page's address as its reader may see it, and when it was read. Answers 404 for all the others alike. */
export async function theListing({ fetch, params, url, depends }: Asked) {
	depends(readerKey);
	if (!uuid.test(params.id)) nowhere();
	const reader = await readerOf(url.origin, fetch);
	const { value, at, stale } = await cached(
		`listing ${reader.id ?? ''} ${params.id}`,
		async () => readListing(await reader.db(), params.id),
		() => void readAgain(readerKey)
	);
	// Hidden from the reader, blocked, withdrawn or never there: one answer for all.
	return { readBy: reader.id, listing: value ?? nowhere(), at, stale };
}

function nowhere(): never {
	error(404, { message: 'not_found', code: 'not_found' });
}
