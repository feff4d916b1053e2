import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import type { ReservationAction } from '#lib/reservations/domain/reservation.ts';

/** Several things of one owner, or several units of one, asked for together. Each line has an id made here. */
export interface Basket {
	lines: { id: string; listingId: string }[];
	startsAt: string;
	endsAt: string;
	note: string;
}

/**
 * Asks for every line or for none. The first bears the basket's own id. Safe to repeat with the same `id`.
 * @throws {Refusal} `dates_taken`, `not_available`, `quota_reached`...
 */
export async function requestBasket(db: Db, id: string, { lines, startsAt, endsAt, note }: Basket): Promise<void> {
	answer(
		await db.rpc('request_basket', {
			id,
			lines: lines.map((line, index) => ({ id: index ? line.id : id, listing_id: line.listingId })),
			starts_at: startsAt,
			ends_at: endsAt,
			note: note || null
		})
	);
}

/** Moves every line that can take the step. @throws {Refusal} `wrong_state` when none can, `dates_taken` when one cannot */
export async function advanceBasket(
	db: Db,
	opId: string,
	step: { reservationId: string; action: ReservationAction; note?: string }
): Promise<void> {
	const { reservationId, action, note } = step;
	answer(await db.rpc('advance_basket', { id: reservationId, action, note: note || null, op_id: opId }));
}
