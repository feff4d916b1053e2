import { href } from '#lib/i18n/words.ts';
import type { AskedDays } from '#lib/listings/domain/asking.ts';

/** The address of a listing with the days chosen so far. */
export function pathWith(listingId: string, days: AskedDays | null): string {
	return href(`/listings/${listingId}${days ? `?from=${days.from}&until=${days.until}` : ''}`);
}

/** Where a visitor opens an account, to come back to the days they chose. */
export function entranceTo(listingId: string, days: AskedDays | null): string {
	return href(`/sign-up?next=${encodeURIComponent(pathWith(listingId, days))}`);
}
