import { readerKey, readerOf } from '#lib/database/reader.ts';
import { eventKinds, type EventKind } from '#lib/events/domain/event.ts';
import { cached } from '#lib/offline/cached.ts';
import { today } from '#lib/time/paris.ts';
import { theAgenda } from '../event-reading.ts';
import { readAgain } from '../read-again.ts';
import type { PageLoad } from './$types';

/** What is on, as its reader may see it; narrowed by kind and commune, both in the address. */
export const load: PageLoad = async ({ url, depends }) => {
	depends(readerKey);
	const reader = await readerOf(url.origin);
	const day = today();
	const { value, at, stale } = await cached(theAgenda(reader, day), () => void readAgain(readerKey));
	const asked = url.searchParams.get('kind') as EventKind | null;
	const kind = asked && eventKinds.includes(asked) ? asked : null;
	return { readBy: reader.id, today: day, all: value, kind, commune: url.searchParams.get('commune'), at, stale };
};
