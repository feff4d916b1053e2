import { newId, type Kind } from '#lib/offline/command.ts';
import type { Operation } from '#lib/offline/outbox/operation.ts';
import type { Shelf } from '#lib/offline/outbox/shelf.ts';

/** Ways to write an outbox wrong, each of which the campaign must notice. */
export const mutants = ['remove before sending', 'new id on retry', 'drop on refusal', 'no lock'] as const;
export type Mutant = (typeof mutants)[number];

/** The shelf, written wrong. */
export function shelfUnder(mutant: Mutant | undefined, shelf: Shelf): Shelf {
	if (mutant === 'remove before sending') {
		return {
			...shelf,
			async claim(mark, reign) {
				const claimed = await shelf.claim(mark, reign);
				if (typeof claimed === 'object') await shelf.remove(mark);
				return claimed;
			}
		};
	}
	if (mutant === 'drop on refusal') {
		return {
			...shelf,
			change: (mark, change: Partial<Operation>) =>
				change.state === 'refused' ? shelf.remove(mark) : shelf.change(mark, change)
		};
	}
	return shelf;
}

/** A kind, carried out wrong. */
export function kindsUnder(mutant: Mutant | undefined, kind: Kind<unknown>): Kind<unknown> {
	if (mutant !== 'new id on retry') return kind;
	return { ...kind, perform: (db, _id, payload, parcel) => kind.perform(db, newId(), payload, parcel) };
}
