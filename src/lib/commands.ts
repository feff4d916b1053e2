/** The switchboard: everything a resident can do. The only lib file that knows several features. */
import { conversationCommands } from '#lib/conversations/data/commands.ts';
import { memberDb } from '#lib/database/member.ts';
import { listingCommands } from '#lib/listings/data/commands.ts';
import { sender } from '#lib/offline/send.ts';
import { peopleCommands } from '#lib/people/data/commands.ts';
import { reservationCommands } from '#lib/reservations/data/commands.ts';

export const commands = { ...conversationCommands, ...reservationCommands, ...listingCommands, ...peopleCommands };

/** Sends a wish of the signed-in resident: `send('reservations.request', {...})`. */
export const send = sender(commands, memberDb);
