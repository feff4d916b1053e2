import { followDraft, keepDraft, type Slot } from '#lib/listings/data/drafts.ts';
import { isSameDraft, type Draft } from '#lib/listings/domain/draft.ts';

/**
 * Keeps a draft that may be open in several tabs: what is written in one appears in the others, so that none of them
 * puts back what it read earlier. `known` is what this device held when the page opened.
 */
export function keepingDraft(slot: Slot, known: Draft | null) {
	let forgotten = known === null;

	return {
		/** Keeps `draft` unless the device holds the same. @throws when the device has no room left */
		async keep(draft: Draft): Promise<void> {
			if (known && isSameDraft(draft, known)) return;
			await keepDraft(slot, draft);
			known = draft;
			forgotten = false;
		},
		/** Tells what another tab wrote; `null` when it sent or gave up the draft. Answers how to stop. */
		follow(ontaken: (draft: Draft | null) => void): () => void {
			return followDraft(slot, (draft) => {
				if (draft ? draft.changedAt <= (known?.changedAt ?? 0) : forgotten) return;
				known = draft;
				forgotten = draft === null;
				ontaken(draft);
			});
		}
	};
}
