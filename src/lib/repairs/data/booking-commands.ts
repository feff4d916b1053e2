import { hasLanded } from '#lib/database/receipts.ts';
import { smallPathOf } from '#lib/listings/domain/photo.ts';
import type { Kind } from '#lib/offline/command.ts';
import { faultPhotoPath } from '#lib/repairs/domain/booking.ts';
import { bookVisit, chooseArrival, limitArrivals, type ThingToBring } from './bookings.ts';

/**
 * A visit to a session, which bears the wish's own id. `photo` of a thing is a name: each photograph of `personId` travels
 * as two pieces, the small one first, in the order of the things that have one.
 */
export interface VisitToBook {
	personId: string;
	eventId: string;
	/** How the session is called, and found, where this wish waits. */
	title: string;
	slug: string;
	arrivalAt: string;
	things: (Omit<ThingToBring, 'photoPath'> & { photo: string | null })[];
}

const book: Kind<VisitToBook> = {
	v: 1,
	lane: (_payload, id) => `visit:${id}`,
	async perform(db, id, { personId, eventId, arrivalAt, things }, { pieces, arrived }) {
		const placed = things.map(({ photo, ...thing }) => {
			return { ...thing, photoPath: photo && faultPhotoPath(personId, eventId, photo) };
		});
		const paths = placed.flatMap(({ photoPath }) => photoPath ?? []);
		// Rows come after the bytes they name.
		for (const { n, bytes, mime, sent } of pieces) {
			if (sent) continue;
			const path = paths[Math.floor(n / 2)]!;
			await db.storePhoto(n % 2 ? path : smallPathOf(path), bytes, mime, 'fault-photos');
			await arrived(n);
		}
		await bookVisit(db, id, { eventId, arrivalAt, things: placed });
	},
	landed: hasLanded
};

/** Behind the booking itself, and whatever else was said of the visit. */
const arrive: Kind<{ visitId: string; eventId: string; title: string; arrivalAt: string }> = {
	v: 1,
	lane: ({ visitId }) => `visit:${visitId}`,
	perform: (db, id, { visitId, arrivalAt }) => chooseArrival(db, id, visitId, arrivalAt),
	landed: hasLanded,
	// A booking that was sent again under another id takes its hour along.
	follow: (said, from, to) => (said.visitId === from ? { ...said, visitId: to } : said)
};

/** Among what else is said of the event. */
const limit: Kind<{ eventId: string; title: string; perSlot: number | null }> = {
	v: 1,
	lane: ({ eventId }) => `event:${eventId}`,
	perform: (db, id, { eventId, perSlot }) => limitArrivals(db, id, eventId, perSlot),
	landed: hasLanded
};

export const bookingCommands = { 'repairs.book': book, 'repairs.arrive': arrive, 'repairs.limit_arrivals': limit };
