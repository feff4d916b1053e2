const msPerDay = 86_400_000;

/** How many marks stand for news of today; one goes out each day. */
export const mostMarks = 5;

/** How far news of a place has faded. */
export interface Freshness {
	/** 5 of today, 0 when it is too old to be relied on. As `private.state_stays_news` of the database. */
	marks: number;
	/** In how many days it will be too old; 0 when it is. */
	lastsDays: number;
}

/** How far what was seen at `seenAt` has faded at `now`; both in milliseconds since the epoch. */
export function freshnessOf(seenAt: number, now: number): Freshness {
	const days = Math.floor(Math.max(0, now - seenAt) / msPerDay);
	const left = Math.max(0, mostMarks - days);
	return { marks: left, lastsDays: left };
}
