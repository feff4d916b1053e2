/** The switchboard: everything a resident can do. The only lib file that knows several features. */
import { memberDb } from '#lib/database/member.ts';
import { sender } from '#lib/offline/send.ts';

export const commands = {};

/** Sends a wish of the signed-in resident: `send('reservations.request', {...})`. */
export const send = sender(commands, memberDb);
