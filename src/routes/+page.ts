import { readerKey, readerOf } from '#lib/database/reader.ts';
import { cached } from '#lib/offline/cached.ts';
import { today } from '#lib/time/paris.ts';
import { readAgain } from './read-again.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url, depends }) => {
	depends(readerKey);
	const reader = await readerOf(url.origin);
	const day = today();
	const near = await cached(
		{
			of: reader.id,
			key: 'home',
			read: async () => (await import('./nearby.ts')).nearby(await reader.db(), reader.id, day)
		},
		() => void readAgain(readerKey)
	);
	return { readBy: reader.id, today: day, near };
};
