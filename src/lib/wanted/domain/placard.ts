/** A thing that somebody owns and keeps to themselves. */
export interface PlacardItem {
	id: string;
	name: string;
	/** Slug of its category, when it is said. */
	category: string | null;
	/** A word about it. */
	note: string;
}

/** The database holds the same, and has the last word. */
export const shortestName = 3;
export const longestName = 80;
export const longestNote = 200;
