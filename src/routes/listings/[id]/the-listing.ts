import { error } from '@sveltejs/kit';
import { readerKey, readerOf } from '#lib/database/reader.ts';
import { cached } from '#lib/offline/cached.ts';
import { readAgain } from '../../read-again.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a page about one listing is given to find it. */
interface Asked {
	params: { id: string };
	url: URL;
	depends: (key: `${string}:${string}`) => void;
}

/** The listing of a page's address as its reader may see it, and when it was read. Answers 404 for all the others alike. */
export async function theListing({ params, url, depends }: Asked) {
	depends(readerKey);
	if (!uuid.test(params.id)) nowhere();
	const reader = await readerOf(url.origin);
	const { value, at, stale } = await cached(
		{
			of: reader.id,
			key: `listing ${params.id}`,
			read: async () => (await import('#lib/listings/data/listings.ts')).readListing(await reader.db(), params.id)
		},
		() => void readAgain(readerKey)
	);
	// Hidden from the reader, blocked, withdrawn or never there: one answer for all.
	return { readBy: reader.id, listing: value ?? nowhere(), at, stale };
}

function nowhere(): never {
	error(404, { message: 'not_found', code: 'not_found' });
}
