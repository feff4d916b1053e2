/** The switchboard: everything a resident can do. The only lib file that knows several features. */
import { memberDb } from '#lib/database/member.ts';
import { listingCommands } from '#lib/listings/data/commands.ts';
import { sender } from '#lib/offline/send.ts';
import { peopleCommands } from '#lib/people/data/commands.ts';

export const commands = { ...listingCommands, ...peopleCommands };

/** Sends a wish of the signed-in resident: `send('reservations.request', {...})`. */
export const send = sender(commands, memberDb);
