/** A place that a resident keeps, or asks to. */
export interface KeptPlace {
	slug: string;
	name: string;
	isAsked: boolean;
}

/** What a resident may know and decide about a place. */
export interface Keeping {
	/** They keep it. */
	keeps: boolean;
	/** They have asked to, and wait for an answer. */
	asked: boolean;
	/** Others who ask, for whoever decides. */
	asking: { id: string; name: string; note: string }[];
	/** How many corrections of others wait, for whoever decides. */
	waiting: number;
	/** The access code; empty when there is none, closed when it is not for them to know. */
	code: { is: 'closed' } | { is: 'known'; text: string };
}
