/** The switchboard: everything a resident can do. The only lib file that knows several features. */
import { appointmentCommands } from '#lib/appointments/data/commands.ts';
import { calendarCommands } from '#lib/calendar/data/commands.ts';
import { conversationCommands } from '#lib/conversations/data/commands.ts';
import { eventCommands } from '#lib/events/data/commands.ts';
import { giftCommands } from '#lib/gifts/data/commands.ts';
import { listingCommands } from '#lib/listings/data/commands.ts';
import { newsCommands } from '#lib/news/data/commands.ts';
import { outboxHere } from '#lib/offline/outbox/here.ts';
import { visitorOutbox } from '#lib/offline/outbox/visitor.ts';
import { sender } from '#lib/offline/send.ts';
import { peopleCommands } from '#lib/people/data/commands.ts';
import { bookingCommands } from '#lib/repairs/data/booking-commands.ts';
import { repairCommands } from '#lib/repairs/data/commands.ts';
import { placeCommands, visitorCommands } from '#lib/places/data/commands.ts';
import { reportCommands } from '#lib/reports/data/commands.ts';
import { reservationCommands } from '#lib/reservations/data/commands.ts';
import { reviewCommands } from '#lib/reviews/data/commands.ts';
import { searchCommands } from '#lib/searches/data/commands.ts';
import { waitCommands } from '#lib/waits/data/commands.ts';
import { wantedCommands } from '#lib/wanted/data/commands.ts';

export const commands = {
	...conversationCommands,
	...newsCommands,
	...reservationCommands,
	...listingCommands,
	...giftCommands,
	...peopleCommands,
	...repairCommands,
	...bookingCommands,
	...reportCommands,
	...searchCommands,
	...reviewCommands,
	...waitCommands,
	...wantedCommands,
	...appointmentCommands,
	...calendarCommands,
	...eventCommands,
	...placeCommands
};

/** The outbox of whoever is signed in here, or `null`. */
export const openOutboxHere = () => outboxHere(commands);

/** Sends a wish of the signed-in resident: `send('reservations.request', {...})`. */
export const send = sender(commands, openOutboxHere);

/** The outbox of whoever has no account here. */
export const openVisitorOutbox = () => visitorOutbox(visitorCommands);

/** Sends what somebody says without an account. */
export const sendAsVisitor = sender(visitorCommands, openVisitorOutbox);
