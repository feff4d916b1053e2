import type { ReservationState } from './reservation.ts';

/** The five stones, from one bank to the other. */
export const stones = ['requested', 'accepted', 'meeting', 'away', 'back'] as const;
export type Stone = (typeof stones)[number];

const reached: Partial<Record<ReservationState, number>> = {
	requested: 0,
	accepted: 2,
	handed_over: 3,
	returned: 5,
	closed: 5
};

/** How far an exchange has come along the stones; `null` when it left the path. */
export function crossingOf(state: ReservationState): { stone: Stone; state: 'done' | 'now' | 'todo' }[] | null {
	const at = reached[state];
	if (at === undefined) return null;
	return stones.map((stone, index) => ({ stone, state: index < at ? 'done' : index === at ? 'now' : 'todo' }));
}
