/** What a resident may know and decide about a place. */
export interface Keeping {
	/** They keep it. */
	keeps: boolean;
	/** They have asked to, and wait for an answer. */
	asked: boolean;
	/** Others who ask, for whoever decides. */
	asking: { id: string; name: string; note: string }[];
	/** What others would change, for whoever decides. */
	proposals: { id: string; changes: Record<string, unknown>; madeAt: string }[];
	/** The access code; empty when there is none, closed when it is not for them to know. */
	code: { is: 'closed' } | { is: 'known'; text: string };
}
