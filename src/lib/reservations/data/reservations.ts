import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import { Refusal } from '#lib/errors/refusal.ts';
import { periodIn } from '#lib/reservations/domain/period.ts';
import type { Reservation, ReservationAction } from '#lib/reservations/domain/reservation.ts';

const columns =
	'id,kind,category_slug,owner_id,borrower_id,during,extension_until,state,unit,respond_by,handover_at,return_at,overdue_excused_at,created_at,basket_id,listing:listings!reservations_listing_id_fkey(id,title,broken_units,photos:listing_photos!listing_photos_listing_id_fkey(position,path)),owner:people!reservations_owner_id_fkey(display_name),borrower:people!reservations_borrower_id_fkey(display_name)';

interface Row {
	id: string;
	kind: Reservation['kind'];
	category_slug: string | null;
	owner_id: string;
	borrower_id: string;
	during: string;
	extension_until: string | null;
	state: Reservation['state'];
	unit: number;
	respond_by: string;
	handover_at: string | null;
	return_at: string | null;
	overdue_excused_at: string | null;
	created_at: string;
	basket_id: string | null;
	listing: { id: string; title: string; broken_units: number[]; photos: { position: number; path: string }[] } | null;
	owner: { display_name: string } | null;
	borrower: { display_name: string } | null;
}

/** The caller's exchanges on both sides, the newest 200. */
export async function listReservations(db: Db): Promise<Reservation[]> {
	const query = db.from('reservations').select(columns).order('created_at', { ascending: false }).limit(200);
	return (answer(await query) as unknown as Row[]).map(reservationIn);
}

/** The caller's own request for the days of a listing that end at `endsAt`, if it still stands. */
export async function findRequest(db: Db, listingId: string, endsAt: string): Promise<string | null> {
	const mine = (await listReservations(db)).filter(({ state }) => state === 'requested' || state === 'accepted');
	const ends = Date.parse(endsAt);
	return mine.find((one) => one.listing?.id === listingId && Date.parse(one.endsAt) === ends)?.id ?? null;
}

/** One exchange of the caller. @throws {Refusal} `not_found` also for somebody else's */
export async function readReservation(db: Db, id: string): Promise<Reservation> {
	const row = answer(await db.from('reservations').select(columns).eq('id', id).maybeSingle()) as unknown as Row | null;
	if (!row) throw new Refusal('not_found');
	return reservationIn(row);
}

/**
 * Asks for [startsAt, endsAt). Safe to repeat with the same `id`.
 * @throws {Refusal} `dates_taken`, `already_done`, `not_available`, `starts_in_past`, `period_too_long`, `own_listing`, `quota_reached`...
 */
export async function requestReservation(
	db: Db,
	id: string,
	asked: { listingId: string; startsAt: string; endsAt: string; note: string }
): Promise<void> {
	const { listingId, startsAt, endsAt, note } = asked;
	answer(
		await db.rpc('request_reservation', {
			id,
			listing_id: listingId,
			starts_at: startsAt,
			ends_at: endsAt,
			note: note || null
		})
	);
}

/** Moves an exchange one step. @throws {Refusal} `wrong_state`, `already_done`, `answer_too_late`, `invalid_value`... */
export async function advanceReservation(
	db: Db,
	opId: string,
	step: { reservationId: string; action: ReservationAction; note?: string }
): Promise<void> {
	const { reservationId, action, note } = step;
	answer(await db.rpc('advance_reservation', { id: reservationId, action, note: note || null, op_id: opId }));
}

/** Asks to stay until `endsAt`. @throws {Refusal} `dates_taken`, `period_too_long`, `wrong_state`... */
export async function extendReservation(db: Db, opId: string, reservationId: string, endsAt: string): Promise<void> {
	answer(await db.rpc('extend_reservation', { id: reservationId, ends_at: endsAt, op_id: opId }));
}

function reservationIn(row: Row): Reservation {
	const photos = row.listing?.photos.toSorted((a, b) => a.position - b.position) ?? [];
	return {
		id: row.id,
		kind: row.kind,
		category: row.category_slug,
		listing: row.listing && { id: row.listing.id, title: row.listing.title, photoPath: photos[0]?.path ?? null },
		owner: { id: row.owner_id, name: row.owner?.display_name ?? '' },
		borrower: { id: row.borrower_id, name: row.borrower?.display_name ?? '' },
		...periodIn(row.during),
		extensionUntil: row.extension_until,
		state: row.state,
		respondBy: row.respond_by,
		handedOverAt: row.handover_at,
		returnedAt: row.return_at,
		overdueExcusedAt: row.overdue_excused_at,
		broken: row.listing?.broken_units.includes(row.unit) ?? false,
		createdAt: row.created_at,
		basketId: row.basket_id
	};
}
