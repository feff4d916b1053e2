import { overlay, withChange, type Stroke } from '#lib/offline/overlay.ts';
import type { Operation } from '#lib/offline/outbox/operation.ts';
import { stateAfter, type Proposal } from '#lib/places/domain/proposal.ts';
import { payloadOf } from './(member)/unsent/acting.ts';

/** Corrections as they will stand once everything unsent has arrived. */
export function proposalsWithUnsent(proposals: Proposal[], operations: Operation[]): Proposal[] {
	const settle: Stroke<Proposal> = (rows, operation: Operation) => {
		const said = payloadOf(operation, 'places.settle');
		return said ? withChange(rows, said.proposalId, { state: stateAfter[said.action] }) : rows;
	};
	return overlay(proposals, operations, { 'places.settle': settle });
}
