import { send } from '#lib/commands.ts';
import type { Sent } from '#lib/offline/send.ts';
import { newId } from '#lib/offline/command.ts';
import type { StepAction } from '#lib/reservations/domain/next-step.ts';
import type { Reservation, ReservationAction } from '#lib/reservations/domain/reservation.ts';

/** What the database calls a step. */
const names: Partial<Record<StepAction, ReservationAction>> = {
	accept_extension: 'accept',
	decline_extension: 'decline'
};

/**
 * Carries out a step of an exchange. `words` is the note; the code when the borrower takes it; the end when asking for longer.
 * @returns what became of it, or of its last part
 * @throws {Refusal} what the database refused
 */
export async function takeStep(reservation: Reservation, action: StepAction | 'note', words: string): Promise<Sent> {
	const reservationId = reservation.id;
	if (action === 'note' || (action === 'take_back' && words)) {
		const moment = reservation.state === 'accepted' ? 'hand_over' : 'return';
		const noted = await send('reservations.condition', { reservationId, moment, note: words }, newId());
		if (action === 'note') return noted;
		words = '';
	}
	if (action === 'extend') return send('reservations.extend', { reservationId, endsAt: words });
	return send('reservations.advance', {
		reservationId,
		action: names[action] ?? (action as ReservationAction),
		note: words
	});
}
