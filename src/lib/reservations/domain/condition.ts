import type { Reservation } from './reservation.ts';

export const factNames = ['complete', 'clean', 'works'] as const;
/** What one looks at when a thing changes hands. */
export type FactName = (typeof factNames)[number];

/** What was seen; `null`: nobody looked. */
export type Facts = Record<FactName, boolean | null>;

/** A photograph of the condition, read by the two parties alone: `<uid>/<reservation>/<name>.webp` in its bucket. */
export interface ConditionPhoto {
	path: string;
	width: number;
	height: number;
}

export type Moment = 'hand_over' | 'return';

/** What one of the two saw when the thing changed hands. */
export interface ConditionReport {
	id: string;
	authorId: string;
	moment: Moment;
	facts: Facts;
	note: string;
	photos: ConditionPhoto[];
	createdAt: string;
}

/** Photographs of one report, at most. */
export const mostConditionPhotos = 4;
export const longestConditionNote = 2000;

/** Nobody looked at anything yet. */
export function nothingSeen(): Facts {
	return { complete: null, clean: null, works: null };
}

/** Whether there is something to say at all: a fact, words, or a photograph. */
export function saysSomething({ facts, note, photos }: { facts: Facts; note: string; photos: number }): boolean {
	return photos > 0 || note.trim() !== '' || factNames.some((name) => facts[name] !== null);
}

/** Whether something was seen that is not as it should be. */
export function isAmiss(facts: Facts): boolean {
	return factNames.some((name) => facts[name] === false);
}

const sameDayMs = 24 * 3_600_000;

/** The moment one most likely reports on at `now`: the handover until a day after it, then the return. */
export function likelyMoment(
	{ state, handedOverAt }: Pick<Reservation, 'state' | 'handedOverAt'>,
	now: number
): Moment {
	if (state === 'accepted') return 'hand_over';
	return state === 'handed_over' && handedOverAt && now - Date.parse(handedOverAt) < sameDayMs ? 'hand_over' : 'return';
}

/** Whether the condition can be noted now, as in `report_condition`. */
export function isNotable({ state }: Pick<Reservation, 'state'>): boolean {
	return state === 'accepted' || state === 'handed_over' || state === 'returned';
}

/** Where a photograph of the condition is stored. */
export function conditionPhotoPath(personId: string, reservationId: string, name: string): string {
	return `${personId}/${reservationId}/${name}.webp`;
}
