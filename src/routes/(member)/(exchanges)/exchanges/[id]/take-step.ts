import { send } from '#lib/commands.ts';
import type { Sent } from '#lib/offline/send.ts';
import { newId } from '#lib/offline/command.ts';
import type { Bytes } from '#lib/offline/outbox/outbox.ts';
import { nothingSeen } from '#lib/reservations/domain/condition.ts';
import type { StepAction } from '#lib/reservations/domain/next-step.ts';
import type { Reservation, ReservationAction } from '#lib/reservations/domain/reservation.ts';
import type { Seen } from '#lib/reservations/ui/ConditionSheet.svelte';

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
export async function takeStep(me: string, reservation: Reservation, action: StepAction, words: string): Promise<Sent> {
	const reservationId = reservation.id;
	const listingId = reservation.listing?.id ?? '';
	if (action === 'declare_broken') return send('listings.broken', { listingId, note: words });
	if (action === 'declare_mended') return send('listings.mended', { listingId });
	if (action === 'take_back' && words) {
		await noteCondition(me, reservationId, { moment: 'return', facts: nothingSeen(), note: words, photos: [] });
		words = '';
	}
	if (action === 'extend') return send('reservations.extend', { reservationId, endsAt: words });
	return send('reservations.advance', {
		reservationId,
		action: names[action] ?? (action as ReservationAction),
		note: words
	});
}

/** Sends what one saw, with its photographs. @throws {Refusal} what the database refused */
export async function noteCondition(me: string, reservationId: string, seen: Seen): Promise<Sent> {
	const bytes: Bytes[] = [];
	const photos: { name: string; width: number; height: number }[] = [];
	for (const { small, full, width, height } of seen.photos) {
		for (const blob of [small, full]) bytes.push({ bytes: await blob.arrayBuffer(), mime: blob.type });
		photos.push({ name: newId(), width, height });
	}
	return send('reservations.condition', { reservationId, personId: me, ...seen, photos }, newId(), bytes);
}
