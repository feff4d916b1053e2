import type { Guest } from '#lib/events/data/events.ts';
import { overlay, withChange, type Stroke } from '#lib/offline/overlay.ts';
import type { Operation } from '#lib/offline/outbox/operation.ts';
import { payloadOf } from './(member)/unsent/acting.ts';

const reached = { check_in: 'checked_in', undo_check_in: 'attending', check_out: 'left' } as const;

/** Who comes, as it will be once every arrival noted here has arrived. */
export function guestsWithUnsent(guests: Guest[], operations: Operation[]): Guest[] {
	const door: Stroke<Guest> = (rows, operation: Operation) => {
		const said = operation.state === 'refused' ? null : payloadOf(operation, 'events.door');
		return said ? withChange(rows, said.attendanceId, { state: reached[said.action] }) : rows;
	};
	return overlay(guests, operations, { 'events.door': door });
}
