import { isRefusal } from '#lib/errors/refusal.ts';
import { deviceFirst, freshest } from '#lib/offline/later.ts';
import { bookingFor, type Arrival, type Booking, type Wished } from '#lib/repairs/domain/booking.ts';
import {
	arrivalsAt,
	bookableSession,
	myBookings,
	myWished,
	productCategories,
	visitToken
} from '../../../../my-visits.ts';
import { showLate } from '../../../../read-again.ts';
import { listKey } from '../../../../waiting.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params: { slug }, parent, depends }) => {
	depends(listKey);
	const { resident } = await parent();
	const me = resident.id;
	const late = () => void showLate(listKey);
	const [bookings, wished, categories] = await Promise.all([
		freshest(myBookings(me), late).catch(orNothing<Booking>),
		freshest(myWished(me), late).catch(orNothing<Wished>),
		deviceFirst(productCategories(), true)
	]);
	const mine = bookingFor(bookings.value, slug);
	// A session that one has booked is known from the visit, also when its page was never looked at.
	const session = await freshest(bookableSession(me, slug)).catch((error: unknown) => {
		if (mine && isRefusal(error) && error.code === 'offline') return { value: mine.session };
		throw error;
	});
	const { value: arrivals } = await freshest(arrivalsAt(me, session.value.id), late).catch(orNothing<Arrival>);
	const token = mine && (await freshest(visitToken(me, mine.id)).catch(() => ({ value: null }))).value;
	return {
		me,
		session: session.value,
		bookings: bookings.value,
		wished: wished.value,
		arrivals,
		categories: categories.value,
		token
	};
};

// Without network, somebody who never looked has nothing here, which is as good as an answer.
function orNothing<T>(error: unknown): { value: T[] } {
	if (isRefusal(error) && error.code === 'offline') return { value: [] };
	throw error;
}
