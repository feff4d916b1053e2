import { nextStep, type StepAction } from './next-step.ts';
import { roleOf, type Reservation, type Role } from './reservation.ts';

/** The conversation of an exchange: what was asked for together has one. */
export function talkOf({ id, basketId }: Pick<Reservation, 'id' | 'basketId'>): string {
	return basketId ?? id;
}

/**
 * One of each basket, in the place of its first: what waits for `me`, else what is not over, else the first. `together` says
 * how many there are.
 */
export function onePerBasket(reservations: Reservation[], me: string, now: number): Reservation[] {
	const baskets = new Map<string, Reservation[]>();
	for (const one of reservations) baskets.set(talkOf(one), [...(baskets.get(talkOf(one)) ?? []), one]);
	return [...baskets.values()].map((lines) => {
		if (lines.length === 1) return lines[0]!;
		const told = lines.map((line) => ({ line, step: nextStep(line, roleOf(line, me), now) }));
		const { line } = told.find(({ step }) => step.mine) ?? told.find(({ step }) => step.main) ?? told[0]!;
		return { ...line, together: lines.length };
	});
}

/** The others of a basket and itself, the first asked for first; none when it is alone. */
export function linesBeside(reservation: Reservation, all: Reservation[]): Reservation[] {
	if (!reservation.basketId) return [];
	const others = all.filter(({ id, basketId }) => basketId === reservation.basketId && id !== reservation.id);
	const isFirst = ({ id, basketId }: Reservation) => Number(id === basketId);
	return [reservation, ...others].sort((a, b) => isFirst(b) - isFirst(a) || a.id.localeCompare(b.id));
}

/** Steps that can be taken for all at once; a code is said for each thing. */
const forAll: Record<Role, StepAction[]> = {
	owner: ['accept', 'hand_over', 'take_back', 'close', 'decline'],
	borrower: ['cancel']
};

/** What `role` can do for at least two of these lines at once, and for how many. */
export function stepsForAll(lines: Reservation[], role: Role, now: number): { action: StepAction; count: number }[] {
	const steps = lines.map((line) => nextStep({ ...line, extensionUntil: null }, role, now));
	return forAll[role]
		.map((action) => ({
			action,
			count: steps.filter(({ main, others }) => main === action || others.includes(action)).length
		}))
		.filter(({ count }) => count > 1);
}
