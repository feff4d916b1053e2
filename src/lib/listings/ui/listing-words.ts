import { getLocale, m } from '#lib/i18n/words.ts';
import { isReservable, type Listing, type ListingSummary } from '#lib/listings/domain/listing.ts';
import { addDays, type Day } from '#lib/time/paris.ts';
import { soonDayWords } from '#lib/time/words.ts';

/** "900 m", "3,5 km"; empty when the distance is not known. */
export function distanceWords(meters: number | null): string {
	if (meters === null) return '';
	if (meters < 1000) return m.listing_distance_m({ count: meters });
	return m.listing_distance_km({ count: (meters / 1000).toLocaleString(getLocale()) });
}

/** "Libre dès samedi": when a card's listing can be had. */
export function freeWords(listing: Pick<ListingSummary, 'kind' | 'freeFrom'>, today: Day): string {
	if (listing.kind === 'gift') return m.discover_to_collect();
	if (listing.kind === 'wanted') return m.discover_is_wanted();
	const day = listing.freeFrom;
	if (!isReservable(listing) || !day) return m.discover_not_free();
	if (day <= today) return m.discover_free_today();
	if (day === addDays(today, 1)) return m.discover_free_tomorrow();
	return m.discover_free_from({ day: soonDayWords(day, today, getLocale()) });
}

/** "5 jours au plus", "De 2 à 14 jours". */
export function lengthWords({ minDays, maxDays }: Pick<Listing, 'minDays' | 'maxDays'>): string {
	if (minDays <= 1) return m.listing_days_at_most({ count: maxDays });
	return m.listing_days_between({ least: minDays, most: maxDays });
}

/** "2 jours avant", "3 heures avant": how long ahead one must ask. */
export function leadWords(hours: number): string {
	return hours % 24 === 0 ? m.listing_lead_days({ count: hours / 24 }) : m.listing_lead_hours({ count: hours });
}

/** "3 h", "25 min": how long somebody usually takes to answer. */
export function answerTime(minutes: number): string {
	return minutes < 60
		? m.listing_minutes({ count: Math.max(1, Math.round(minutes)) })
		: m.listing_hours({ count: Math.round(minutes / 60) });
}
