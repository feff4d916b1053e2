import { dayOf, midnight } from '#lib/time/paris.ts';

/** A period one waits for on somebody's listing. Instants are ISO 8601 in UTC. */
export interface Wait {
	id: string;
	/** `null` once one may not see it any more. */
	listing: { id: string; title: string; photoPath: string | null; ownerName: string } | null;
	startsAt: string;
	/** Excluded. */
	endsAt: string;
	/** Until when it is kept for them; `null` while one waits. */
	offeredUntil: string | null;
	standing: Standing | null;
}

/** What somebody who waits is told. */
export interface Standing {
	/** How many are before them for some of the same days. */
	ahead: number;
	/** When what is away then is due back. */
	dueBack: string | null;
	/** From when as many days are free otherwise. */
	nextFree: string | null;
}

/** Whether it is kept for them at `now`, milliseconds since the epoch. */
export function isOffered({ offeredUntil }: Pick<Wait, 'offeredUntil'>, now: number): boolean {
	return offeredUntil !== null && Date.parse(offeredUntil) > now;
}

/** What to ask for to take it up at `now`: days that have begun are asked for from today. */
export function takingUp({ startsAt, endsAt }: Pick<Wait, 'startsAt' | 'endsAt'>, now: number) {
	return { startsAt: Date.parse(startsAt) < now ? midnight(dayOf(now)) : startsAt, endsAt };
}

/** Waits in the order in which something can be done: what is offered first, the soonest to go before the others. */
export function inOrder(waits: Wait[], now: number): Wait[] {
	const due = (wait: Wait) => Date.parse(isOffered(wait, now) ? wait.offeredUntil! : wait.startsAt);
	return waits.toSorted((a, b) => Number(isOffered(b, now)) - Number(isOffered(a, now)) || due(a) - due(b));
}
