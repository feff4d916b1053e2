import { overlay, withRow, type Stroke } from '#lib/offline/overlay.ts';
import type { Operation } from '#lib/offline/outbox/operation.ts';
import type { Wait } from '#lib/waits/domain/wait.ts';
import { payloadOf } from './(member)/unsent/acting.ts';

/** `waits` as they will be once everything unsent has arrived: joined, left, or taken up by a request for the same days. */
export function waitsWithUnsent(waits: Wait[], operations: Operation[]): Wait[] {
	const join: Stroke<Wait> = (rows, operation: Operation) => {
		const said = payloadOf(operation, 'waits.join');
		if (!said) return rows;
		const { listingId: id, title, startsAt, endsAt } = said;
		const listing = { id, title, photoPath: null, ownerName: '' };
		return withRow(rows, { id: operation.id, listing, startsAt, endsAt, offeredUntil: null, standing: null });
	};
	const leave: Stroke<Wait> = (rows, operation: Operation) => {
		const said = payloadOf(operation, 'waits.leave');
		return said ? rows.filter(({ id }) => id !== said.waitId) : rows;
	};
	const request: Stroke<Wait> = (rows, operation: Operation) => {
		const said = payloadOf(operation, 'reservations.request');
		const isTaken = ({ listing, offeredUntil, endsAt }: Wait) =>
			said && offeredUntil && listing?.id === said.listingId && Date.parse(endsAt) === Date.parse(said.endsAt);
		return rows.filter((wait) => !isTaken(wait));
	};
	return overlay(waits, operations, { 'waits.join': join, 'waits.leave': leave, 'reservations.request': request });
}
