import { overlay, type Stroke } from '#lib/offline/overlay.ts';
import type { Operation } from '#lib/offline/outbox/operation.ts';
import type { Offer } from '#lib/wanted/domain/offer.ts';
import type { PlacardItem } from '#lib/wanted/domain/placard.ts';
import { payloadOf } from './(member)/unsent/acting.ts';

/** What one keeps in one's placard, the latest first, as it will be once everything unsent has arrived. */
export function placardWithUnsent(items: PlacardItem[], operations: Operation[]): PlacardItem[] {
	const keep: Stroke<PlacardItem> = (rows, operation: Operation) => {
		const said = payloadOf(operation, 'placard.keep');
		const isThere = rows.some(({ id }) => id === operation.id);
		return said && !isThere ? [{ ...said, id: operation.id }, ...rows] : rows;
	};
	const remove: Stroke<PlacardItem> = (rows, operation: Operation) => {
		const said = payloadOf(operation, 'placard.remove');
		return said ? rows.filter(({ id }) => id !== said.itemId) : rows;
	};
	return overlay(items, operations, { 'placard.keep': keep, 'placard.remove': remove });
}

/** An answer to a wanted that nobody has heard of yet, as the offer it will be; `null` when this device keeps none. */
export function unsentAnswer(operations: Operation[], me: string, wantedId: string): Offer | null {
	for (const operation of operations) {
		const said = payloadOf(operation, 'wanted.answer');
		if (said?.wantedId !== wantedId) continue;
		return {
			id: operation.id,
			wanted: { id: wantedId, title: said.title },
			title: said.belonging.title,
			owner: { id: me, name: '' },
			seeker: { id: '', name: '' },
			startsAt: said.startsAt,
			endsAt: said.endsAt,
			state: 'offered',
			answerBy: said.endsAt,
			conversationId: operation.id
		};
	}
	return null;
}

/** Offers of which a step is unsent. */
export function unsentSteps(operations: Operation[]): Set<string> {
	return new Set(operations.flatMap((operation) => payloadOf(operation, 'wanted.advance')?.offerId ?? []));
}
