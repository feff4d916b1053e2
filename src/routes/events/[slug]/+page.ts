import { error } from '@sveltejs/kit';
import { readerKey, readerOf } from '#lib/database/reader.ts';
import { cached } from '#lib/offline/cached.ts';
import { theEvent } from '../../event-reading.ts';
import { readAgain } from '../../read-again.ts';
import type { PageLoad } from './$types';

/** One event as its reader may see it: hidden from them, or never there, one answer for all. */
export const load: PageLoad = async ({ params: { slug }, url, depends }) => {
	depends(readerKey);
	if (!/^[a-z0-9-]{2,80}$/.test(slug)) error(404, { message: 'not_found', code: 'not_found' });
	const reader = await readerOf(url.origin);
	const { value, at, stale } = await cached(theEvent(reader, slug), () => void readAgain(readerKey));
	if (!value) error(404, { message: 'not_found', code: 'not_found' });
	return { readBy: reader.id, event: value, now: Date.now(), at, stale };
};
