import { seatsLeft, type Event, type ShiftOffer, type Standing } from '#lib/events/domain/event.ts';
import type { Operation } from '#lib/offline/outbox/operation.ts';
import { payloadOf } from './(member)/unsent/acting.ts';

/** An event and where its reader stands with it. */
export interface Known {
	event: Event;
	standing: Standing;
}

/** `known` as it will be once everything unsent has arrived: a seat taken or left, shifts, words and steps. */
export function eventWithUnsent(known: Known, operations: Operation[]): Known {
	return operations
		.filter(({ state }) => state !== 'refused')
		.toSorted((a, b) => a.seq - b.seq)
		.reduce(drawn, known);
}

/** Whether something said of the event `id` is still on this device. */
export function isUnsent(id: string, operations: Operation[]): boolean {
	return operations.some(({ lane }) => lane === `event:${id}`);
}

function drawn(known: Known, operation: Operation): Known {
	const { event, standing } = known;
	if ((operation.payload as { eventId?: string } | null)?.eventId !== event.id) return known;
	const written = payloadOf(operation, 'events.save')?.written;
	if (written) {
		const { title, about, kind, startsAt, endsAt, address, capacity } = written;
		const said = Object.entries({ title, about, kind, startsAt, endsAt, address, capacity });
		return { standing, event: { ...event, ...Object.fromEntries(said.filter(([, value]) => value !== undefined)) } };
	}
	const step = payloadOf(operation, 'events.advance')?.action;
	if (step) return { standing, event: { ...event, state: reached[step] } };
	const limit = payloadOf(operation, 'repairs.limit_arrivals');
	if (limit) return { standing, event: { ...event, arrivalsPerSlot: limit.perSlot } };
	if (payloadOf(operation, 'events.attend')) {
		if (standing.attendance) return known; // it arrived: the database knows better
		const seated = seatsLeft(event) !== 0;
		const attendance = {
			id: operation.id,
			state: seated ? ('attending' as const) : ('waitlisted' as const),
			askedAt: new Date(operation.madeAt).toISOString()
		};
		const counts = seated ? { attending: event.attending + 1 } : { waiting: event.waiting + 1 };
		return { event: { ...event, ...counts }, standing: { ...standing, attendance } };
	}
	const left = payloadOf(operation, 'events.leave')?.attendanceId;
	if (left) {
		if (standing.attendance?.id !== left) return known;
		const waited = standing.attendance.state === 'waitlisted';
		const counts = waited ? { waiting: event.waiting - 1 } : { attending: event.attending - 1 };
		return { event: { ...event, ...counts }, standing: { ...standing, attendance: null } };
	}
	const taken = payloadOf(operation, 'events.take_shift')?.shiftId;
	if (taken) return withSignup(known, operation.id, taken);
	const letGo = payloadOf(operation, 'events.leave_shift')?.signupId;
	if (letGo) return withoutSignup(known, letGo);
	const swap = payloadOf(operation, 'events.swap_shift');
	if (swap) return withSignup(withoutSignup(known, swap.insteadOf), operation.id, swap.shiftId);
	const offered = payloadOf(operation, 'events.offer_shift');
	if (offered) {
		const { signupId, shiftId, toId, againstId } = offered;
		return withOffers(known, (offers) =>
			offers.some((one) => one.signupId === signupId)
				? offers
				: [...offers, { id: operation.id, signupId, shiftId, toId, againstId }]
		);
	}
	const back = payloadOf(operation, 'events.withdraw_offer')?.offerId;
	if (back) return answeredIn(known, back);
	const answered = payloadOf(operation, 'events.answer_offer');
	if (!answered?.yes) return answered ? answeredIn(known, answered.offerId) : known;
	return passed(known, operation.id, answered);
}

/** `known` once its reader has said yes: the number of hands stays what it was. */
function passed(known: Known, id: string, said: { offerId: string; shiftId: string; againstId: string | null }): Known {
	if (known.standing.signups.some((one) => one.id === id)) return known; // it arrived
	const { event, standing } = answeredIn(known, said.offerId);
	const signups = standing.signups.filter((one) => one.id !== said.againstId);
	return { event, standing: { ...standing, signups: [...signups, { id, shiftId: said.shiftId }] } };
}

function answeredIn(known: Known, offerId: string): Known {
	return withOffers(known, (offers) => offers.filter(({ id }) => id !== offerId));
}

function withOffers({ event, standing }: Known, become: (offers: ShiftOffer[]) => ShiftOffer[]): Known {
	return { event, standing: { ...standing, offers: become(standing.offers) } };
}

const reached = { publish: 'published', open: 'live', close: 'closed', reopen: 'live', cancel: 'cancelled' } as const;

function withSignup({ event, standing }: Known, id: string, shiftId: string): Known {
	if (standing.signups.some((one) => one.id === id)) return { event, standing };
	return {
		event: counted(event, shiftId, 1),
		standing: { ...standing, signups: [...standing.signups, { id, shiftId }] }
	};
}

function withoutSignup({ event, standing }: Known, id: string): Known {
	const gone = standing.signups.find((one) => one.id === id);
	if (!gone) return { event, standing };
	return {
		event: counted(event, gone.shiftId, -1),
		standing: {
			...standing,
			signups: standing.signups.filter((one) => one !== gone),
			offers: standing.offers.filter(({ signupId, againstId }) => signupId !== id && againstId !== id)
		}
	};
}

function counted(event: Event, shiftId: string, by: number): Event {
	return {
		...event,
		shifts: event.shifts.map((one) => (one.id === shiftId ? { ...one, taken: one.taken + by } : one))
	};
}
