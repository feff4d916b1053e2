/** The switchboard: everything a resident can do. The only lib file that knows several features. */
import { conversationCommands } from '#lib/conversations/data/commands.ts';
import { listingCommands } from '#lib/listings/data/commands.ts';
import { outboxHere } from '#lib/offline/outbox/here.ts';
import { sender } from '#lib/offline/send.ts';
import { peopleCommands } from '#lib/people/data/commands.ts';
import { reportCommands } from '#lib/reports/data/commands.ts';
import { reservationCommands } from '#lib/reservations/data/commands.ts';

export const commands = {
	...conversationCommands,
	...reservationCommands,
	...listingCommands,
	...peopleCommands,
	...reportCommands
};

/** The outbox of whoever is signed in here, or `null`. */
export const openOutboxHere = () => outboxHere(commands);

/** Sends a wish of the signed-in resident: `send('reservations.request', {...})`. */
export const send = sender(commands, openOutboxHere);
