/** What one of the two proposed after a loss. */
export interface LossProposal {
	id: string;
	by: string;
	words: string;
	/** `null`: not answered yet. */
	agreed: boolean | null;
	proposedAt: string;
}

/** Who said that the other did not come, when, and what the other answered. */
export interface Missed {
	by: string;
	at: string;
	answer: string | null;
}

/** What went wrong in an exchange. */
export interface Trouble {
	proposals: LossProposal[];
	missed: Missed | null;
}

export const noTrouble: Trouble = { proposals: [], missed: null };

export const longestWords = 1000;
const undoneWithinMs = 3_600_000;

/** Whether `me` may still take back at `now` what they said of the other, as in `private.check_undone_no_show`. */
export function mayUndo({ by, at }: Missed, me: string, now: number): boolean {
	return by === me && now - Date.parse(at) < undoneWithinMs;
}

/** Whether `me` may answer what was said of them: once. */
export function mayAnswer({ by, answer }: Missed, me: string): boolean {
	return by !== me && answer === null;
}

/** The proposal that waits for an answer. */
export function openProposal(proposals: LossProposal[]): LossProposal | null {
	return proposals.find(({ agreed }) => agreed === null) ?? null;
}
