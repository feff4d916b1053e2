import { error } from '@sveltejs/kit';
import { invalidate } from '$app/navigation';
import { readerKey, readerOf } from '#lib/database/reader.ts';
import { readListing } from '#lib/listings/data/listings.ts';
import { cached } from '#lib/offline/cached.ts';
import { today } from '#lib/time/paris.ts';
import type { PageLoad } from './$types';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const load: PageLoad = async ({ fetch, params, url, depends }) => {
	depends(readerKey);
	if (!uuid.test(params.id)) error(404, { message: 'not_found', code: 'not_found' });
	const reader = await readerOf(url.origin, fetch);
	const { value, at, stale } = await cached(
		`listing ${reader.id ?? ''} ${params.id}`,
		async () => readListing(await reader.db(), params.id),
		() => void invalidate(readerKey)
	);
	// Hidden from the reader, blocked, withdrawn or never there: one answer for all.
	if (!value) error(404, { message: 'not_found', code: 'not_found' });
	return { readBy: reader.id, today: today(), listing: value, at, stale };
};
