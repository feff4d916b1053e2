import { readerOf } from '#lib/database/reader.ts';
import { isRefusal } from '#lib/errors/refusal.ts';
import { nextFreePeriods, type Period } from '#lib/listings/data/calendar.ts';
import { daysOf } from '#lib/listings/domain/asking.ts';
import { isOffline } from '#lib/offline/network.ts';
import { daysIn } from '#lib/time/paris.ts';

/** The next three stretches as long as `asked` when the same thing is free; `null` when nobody can be asked. */
export async function otherPeriods(asked: { listingId: string } & Period): Promise<Period[] | null> {
	const { from, until } = daysOf(asked);
	try {
		const db = await (await readerOf(location.origin)).db();
		return await nextFreePeriods(db, asked.listingId, daysIn(from, until), 3);
	} catch (error) {
		if (isOffline(error) || (isRefusal(error) && error.code === 'offline')) return null;
		// A listing that was withdrawn is never free again.
		if (isRefusal(error)) return [];
		throw error;
	}
}
