import type { Appointment, AppointmentAnswer, Meeting, Moment } from '#lib/appointments/domain/appointment.ts';
import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';

const columns =
	'id,reservation_id,moment,state,starts_at,ends_at,place,sequence,proposed_by,proposed_starts_at,proposed_ends_at,proposed_place,changed_at';

interface Row {
	id: string;
	reservation_id: string;
	moment: Moment;
	state: 'open' | 'agreed' | 'cancelled';
	starts_at: string | null;
	ends_at: string | null;
	place: string;
	sequence: number;
	proposed_by: string | null;
	proposed_starts_at: string | null;
	proposed_ends_at: string | null;
	proposed_place: string;
	changed_at: string;
}

/** How the two of each exchange stand about meeting; nothing for one about which nothing was said. */
export async function readAppointments(db: Db, reservationIds: string[]): Promise<Map<string, Appointment[]>> {
	const query = db.from('appointments').select(columns).in('reservation_id', reservationIds).order('moment');
	const found = new Map<string, Appointment[]>();
	for (const row of answer(await query) as Row[]) {
		found.set(row.reservation_id, [...(found.get(row.reservation_id) ?? []), appointmentIn(row)]);
	}
	return found;
}

/**
 * Proposes to meet. Safe to repeat with the same `opId`.
 * @throws {Refusal} `already_done`, `wrong_state`, `invalid_value`, `starts_in_past`, `not_available`, `quota_reached`
 */
export async function proposeAppointment(
	db: Db,
	opId: string,
	{ reservationId, moment, startsAt, endsAt, place }: Meeting & { reservationId: string; moment: Moment }
): Promise<void> {
	const said = { reservation_id: reservationId, moment, starts_at: startsAt, ends_at: endsAt, place, op_id: opId };
	answer(await db.rpc('propose_appointment', said));
}

/**
 * Answers the time that was read. Safe to repeat with the same `opId`.
 * @throws {Refusal} `wrong_state`, `answer_too_late` (another time is there by now), `not_allowed`, `not_available`
 */
export async function answerAppointment(
	db: Db,
	opId: string,
	{
		reservationId,
		moment,
		action,
		startsAt
	}: { reservationId: string; moment: Moment; action: AppointmentAnswer; startsAt: string }
): Promise<void> {
	const said = { reservation_id: reservationId, moment, action, starts_at: startsAt, op_id: opId };
	answer(await db.rpc('answer_appointment', said));
}

function appointmentIn(row: Row): Appointment {
	const { id, reservation_id: reservationId, moment, state, sequence, changed_at: changedAt } = row;
	return {
		id,
		reservationId,
		moment,
		agreed: row.starts_at && row.ends_at ? { startsAt: row.starts_at, endsAt: row.ends_at, place: row.place } : null,
		cancelled: state === 'cancelled',
		proposed:
			row.proposed_by && row.proposed_starts_at && row.proposed_ends_at
				? {
						by: row.proposed_by,
						startsAt: row.proposed_starts_at,
						endsAt: row.proposed_ends_at,
						place: row.proposed_place
					}
				: null,
		sequence,
		changedAt
	};
}
