import type { Helper, Shift, Signup } from './event.ts';

/** Somebody who helps at the same event, to whom a shift can be proposed. */
export interface Candidate {
	person: Helper['person'];
	/** What they do already, in the event's order. */
	does: Shift[];
	/** Shifts of theirs that can be asked in exchange. */
	inExchange: { signupId: string; shift: Shift }[];
}

/**
 * To whom `shift` of the reader's can be proposed: those who help besides and do not do the same, whoever does something
 * like it first. Mirrors `offer_shift`, which has the last word.
 */
export function candidatesFor(shift: Shift, all: Shift[], helpers: Helper[], mine: Signup[], me: string): Candidate[] {
	const people = new Map(helpers.map(({ person }) => [person.id, person]));
	const held = new Set(mine.map(({ shiftId }) => shiftId));
	const candidates = [...people.values()].map((person): Candidate => {
		const signups = helpers.filter((one) => one.person.id === person.id);
		const does = all.filter(({ id }) => signups.some(({ shiftId }) => shiftId === id));
		const inExchange = does.filter(({ id }) => !held.has(id));
		return {
			person,
			does,
			inExchange: inExchange.map((one) => ({
				shift: one,
				signupId: signups.find(({ shiftId }) => shiftId === one.id)!.id
			}))
		};
	});
	const others = candidates.filter(({ person, does }) => person.id !== me && !does.some(({ id }) => id === shift.id));
	return others.toSorted(
		(a, b) => likeness(b, shift) - likeness(a, shift) || a.person.name.localeCompare(b.person.name, 'fr')
	);
}

/** Whether somebody does something like it: 2 with the same skill, 1 in the same role. */
function likeness({ does }: Candidate, { role, skill }: Shift): number {
	if (skill && does.some((one) => one.skill === skill)) return 2;
	return does.some((one) => one.role === role) ? 1 : 0;
}
