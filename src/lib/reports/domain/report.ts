/** Why something is reported; the last one asks for words. */
export const reasons = ['dangerous', 'forbidden', 'scam', 'harassment', 'hate', 'privacy', 'spam', 'other'] as const;
export type Reason = (typeof reasons)[number];

/** What is reported. A reservation's conversation bears its id. */
export interface Target {
	kind: 'listing' | 'person' | 'message' | 'conversation' | 'reservation' | 'review';
	id: string;
}

/** What somebody says is wrong. */
export interface Report {
	target: Target;
	reason: Reason;
	note: string;
}

/** Whether `reason` says too little by itself. */
export function needsWords(reason: Reason, note: string): boolean {
	return reason === 'other' && !note.trim();
}
