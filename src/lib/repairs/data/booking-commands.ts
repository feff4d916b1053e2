import { hasLanded } from '#lib/database/receipts.ts';
import { smallPathOf } from '#lib/listings/domain/photo.ts';
import type { Kind } from '#lib/offline/command.ts';
import { faultPhotoPath } from '#lib/repairs/domain/booking.ts';
import { bookVisit, type ThingToBring } from './bookings.ts';

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

export const bookingCommands = { 'repairs.book': book };
