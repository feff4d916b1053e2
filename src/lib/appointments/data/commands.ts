import type { AppointmentAnswer, Meeting, Moment } from '#lib/appointments/domain/appointment.ts';
import { hasLanded } from '#lib/database/receipts.ts';
import type { Kind } from '#lib/offline/command.ts';
import { answerAppointment, proposeAppointment } from './appointments.ts';

interface About {
	reservationId: string;
	moment: Moment;
}

/** With the steps and the words of its exchange, in the order they were said. */
const laneOf = ({ reservationId }: About) => `conv:${reservationId}`;

/** About a request that was sent again under another id. */
function follow<A extends About>(about: A, from: string, to: string): A {
	return about.reservationId === from ? { ...about, reservationId: to } : about;
}

const propose: Kind<About & Meeting> = {
	v: 1,
	lane: laneOf,
	perform: proposeAppointment,
	landed: hasLanded,
	follow
};

const answer: Kind<About & { action: AppointmentAnswer; startsAt: string }> = {
	v: 1,
	lane: laneOf,
	perform: answerAppointment,
	landed: hasLanded,
	follow
};

export const appointmentCommands = { 'appointments.propose': propose, 'appointments.answer': answer };
