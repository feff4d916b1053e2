/** What a resident reads of repair sessions they may come to, each named once. */
import { publicDb } from '#lib/database/client.ts';
import { dbOf } from '#lib/database/member.ts';
import type { Reading } from '#lib/offline/reading.ts';
import {
	listBookings,
	listProductCategories,
	listWished,
	readArrivals,
	readSession,
	readVisitToken
} from '#lib/repairs/data/bookings.ts';
import type { Arrival, BookableSession, Booking, ProductCategory, Wished } from '#lib/repairs/domain/booking.ts';

/** Their visits, past and to come. */
export function myBookings(me: string): Reading<Booking[]> {
	return { of: me, key: 'visits', lasts: 'mine', read: async () => listBookings(await dbOf(me), me) };
}

/** A session one may come to. */
export function bookableSession(me: string, slug: string): Reading<BookableSession> {
	return { of: me, key: `session-to-book ${slug}`, lasts: 'met', read: async () => readSession(await dbOf(me), slug) };
}

/** When one may come to a session, and how many more may. */
export function arrivalsAt(me: string, eventId: string): Reading<Arrival[]> {
	return { of: me, key: `arrivals ${eventId}`, lasts: 'met', read: async () => readArrivals(await dbOf(me), eventId) };
}

/** What they would like mended. */
export function myWished(me: string): Reading<Wished[]> {
	return { of: me, key: 'wished-repairs', lasts: 'mine', read: async () => listWished(await dbOf(me)) };
}

/** What things are sorted by: the same for everybody. */
export function productCategories(): Reading<ProductCategory[]> {
	return { of: null, key: 'product-categories', read: () => listProductCategories(publicDb(location.origin)) };
}

/** What opens a visit's page without an account. */
export function visitToken(me: string, visitId: string): Reading<string | null> {
	return {
		of: me,
		key: `visit-page ${visitId}`,
		lasts: 'mine',
		read: async () => readVisitToken(await dbOf(me), visitId)
	};
}
