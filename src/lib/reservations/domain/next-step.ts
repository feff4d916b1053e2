import { dayOf } from '#lib/time/paris.ts';
import { isOwed } from './owed.ts';
import { firstDay, lastDay, noShowFrom, type Reservation, type Role } from './reservation.ts';

/** Where an exchange stands, as one of the two sees it. */
export type Situation =
	| 'answer'
	| 'await_answer'
	| 'unanswered'
	| 'answer_extension'
	| 'meet'
	| 'meet_late'
	| 'missed'
	| 'broken'
	| 'keep'
	| 'overdue'
	| 'check'
	| 'closed'
	| 'declined'
	| 'expired'
	| 'cancelled'
	| 'no_show'
	| 'lost';

/** What somebody can do about it. Answering an extension is a step of its own, though the database says `accept`. */
export type StepAction =
	| 'accept'
	| 'decline'
	| 'cancel'
	| 'hand_over'
	| 'take_back'
	| 'close'
	| 'report_no_show'
	| 'report_lost'
	| 'extend'
	| 'accept_extension'
	| 'decline_extension'
	| 'excuse_overdue'
	| 'found'
	| 'declare_broken'
	| 'declare_mended'
	| 'find_another'
	| 'write'
	| 'ask_again';

export interface NextStep {
	situation: Situation;
	/** The one clear thing to do; `null` when there is only to wait. */
	main: StepAction | null;
	others: StepAction[];
	/** Whether it waits for this person, today. */
	mine: boolean;
}

type Subject = Pick<
	Reservation,
	'state' | 'kind' | 'startsAt' | 'endsAt' | 'respondBy' | 'extensionUntil' | 'overdueExcusedAt' | 'broken'
>;

/**
 * What comes next in an exchange for `role` at `now`, milliseconds since the epoch.
 * A courtesy: the database holds the same table (`private.reservation_steps`) and has the last word.
 */
export function nextStep(reservation: Subject, role: Role, now: number): NextStep {
	switch (reservation.state) {
		case 'requested':
			return whenRequested(reservation, role, now);
		case 'accepted':
			return withExtension(reservation, role, whenAccepted(reservation, role, now));
		case 'handed_over':
			return withExtension(reservation, role, whenHandedOver(reservation, role, now));
		case 'returned':
			// The borrower may close too, but that would take from the owner the time to look.
			return {
				situation: 'check',
				main: role === 'owner' ? 'close' : null,
				others: role === 'owner' && !reservation.broken ? ['write', 'declare_broken'] : ['write'],
				mine: role === 'owner'
			};
		case 'declined':
		case 'expired':
		case 'cancelled':
			return over(reservation.state, role === 'borrower' ? 'ask_again' : null);
		case 'lost':
			return { ...over('lost', null), others: role === 'owner' ? ['found'] : [] };
		default:
			return over(reservation.state, null);
	}
}

function over(situation: Situation, main: StepAction | null): NextStep {
	return { situation, main, others: [], mine: false };
}

// Out of order: its owner says when it is mended, whoever counts on it may wait, look elsewhere or cancel.
function whenBroken(role: Role, ending: 'decline' | 'cancel'): NextStep {
	if (role === 'owner') return { situation: 'broken', main: 'declare_mended', others: [ending], mine: true };
	return { situation: 'broken', main: 'find_another', others: ['cancel'], mine: false };
}

function whenRequested({ respondBy, endsAt, broken }: Subject, role: Role, now: number): NextStep {
	if (now >= Math.min(Date.parse(respondBy), Date.parse(endsAt))) {
		return { situation: 'unanswered', main: role === 'borrower' ? 'ask_again' : null, others: [], mine: false };
	}
	if (broken) return whenBroken(role, 'decline');
	if (role === 'owner') return { situation: 'answer', main: 'accept', others: ['decline'], mine: true };
	return { situation: 'await_answer', main: null, others: ['cancel'], mine: false };
}

function whenAccepted(reservation: Subject, role: Role, now: number): NextStep {
	if (now >= Date.parse(reservation.endsAt)) {
		return { situation: 'missed', main: 'report_no_show', others: ['hand_over', 'cancel'], mine: true };
	}
	if (reservation.broken) return whenBroken(role, 'cancel');
	if (now >= noShowFrom(reservation)) {
		return { situation: 'meet_late', main: 'hand_over', others: ['report_no_show', 'cancel'], mine: true };
	}
	const others: StepAction[] = role === 'borrower' ? ['extend', 'cancel'] : ['cancel'];
	return { situation: 'meet', main: 'hand_over', others, mine: dayOf(now) >= firstDay(reservation) };
}

function whenHandedOver(reservation: Subject, role: Role, now: number): NextStep {
	const late = now >= Date.parse(reservation.endsAt);
	const situation = late ? 'overdue' : 'keep';
	const mine = late || dayOf(now) >= lastDay(reservation);
	if (role === 'borrower') {
		const others: StepAction[] = reservation.broken ? ['extend'] : ['extend', 'declare_broken'];
		return { situation, main: 'write', others, mine };
	}
	const excusable: StepAction[] = isOwed(reservation, now) ? ['excuse_overdue'] : [];
	return {
		situation,
		main: 'take_back',
		others: late ? ['write', ...excusable, 'report_lost'] : ['write'],
		mine: late
	};
}

// A longer stay that is asked for waits for the owner before anything else.
function withExtension({ extensionUntil }: Subject, role: Role, step: NextStep): NextStep {
	if (!extensionUntil) return step;
	if (role === 'borrower') return { ...step, others: step.others.filter((action) => action !== 'extend') };
	const others: StepAction[] = ['decline_extension', ...(step.main ? [step.main] : [])];
	return { situation: 'answer_extension', main: 'accept_extension', others, mine: true };
}
