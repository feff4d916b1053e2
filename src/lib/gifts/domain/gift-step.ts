import { releaseFrom, type GiftAction, type GiftRequest, type GiftRole } from './gift.ts';

/** Where a request stands, as one of the two sees it. */
export type GiftSituation =
	| 'wait_draw'
	| 'wait_choice'
	| 'to_choose'
	| 'say_when'
	| 'answer_time'
	| 'await_time'
	| 'meet'
	| 'missed'
	| 'confirm'
	| 'await_confirm'
	| 'collected'
	| 'not_chosen'
	| 'in_line'
	| 'withdrawn'
	| 'no_show';

/** What somebody can do: a step of the database, a time to propose, or words. */
export type GiftDoing = GiftAction | 'appoint' | 'write';

export interface GiftStep {
	situation: GiftSituation;
	/** The one clear thing to do; `null` when there is only to wait. */
	main: GiftDoing | null;
	others: GiftDoing[];
	/** Whether it waits for this person. */
	mine: boolean;
}

/**
 * What comes next for `role` at `now`, milliseconds since the epoch.
 * A courtesy: the database holds the same table (`private.gift_steps`) and has the last word.
 */
export function giftStep(request: GiftRequest, role: GiftRole, now: number): GiftStep {
	if (request.state === 'asked') return whenAsked(request, role);
	if (request.state === 'chosen') return whenChosen(request, role, now);
	if (request.state === 'not_chosen' && role === 'person' && request.listing?.rule === 'first_come')
		return { situation: 'in_line', main: null, others: ['withdraw'], mine: false };
	const others: GiftDoing[] = request.state === 'not_chosen' && role === 'person' ? ['withdraw'] : [];
	return { situation: request.state, main: null, others, mine: false };
}

function whenAsked({ listing }: GiftRequest, role: GiftRole): GiftStep {
	const isDraw = listing?.rule === 'draw';
	if (role === 'person') {
		return { situation: isDraw ? 'wait_draw' : 'wait_choice', main: null, others: ['withdraw'], mine: false };
	}
	if (isDraw) return { situation: 'wait_draw', main: null, others: [], mine: false };
	return { situation: 'to_choose', main: 'choose', others: ['decline'], mine: true };
}

function whenChosen(request: GiftRequest, role: GiftRole, now: number): GiftStep {
	const { pickupAt, pickupBy, pickupAgreed } = request;
	const mySay = role === 'owner' ? request.givenAt : request.receivedAt;
	const theirSay = role === 'owner' ? request.receivedAt : request.givenAt;
	if (mySay) return { situation: 'await_confirm', main: null, others: ['write'], mine: false };
	if (theirSay) return { situation: 'confirm', main: 'collect', others: ['write'], mine: true };
	const giveUp: GiftDoing[] =
		role === 'person' ? ['withdraw'] : now >= releaseFrom(request) && !pickupAgreed ? ['release'] : [];
	const isPast = pickupAt !== null && Date.parse(pickupAt) <= now;
	if (pickupAt && pickupAgreed && isPast) {
		const late: GiftDoing[] = role === 'owner' ? ['appoint', 'report_no_show'] : ['appoint', 'withdraw'];
		return { situation: 'missed', main: 'collect', others: ['write', ...late], mine: true };
	}
	if (pickupAt && pickupAgreed) {
		return { situation: 'meet', main: 'write', others: ['collect', 'appoint', ...giveUp], mine: false };
	}
	if (!pickupAt || isPast) {
		return { situation: 'say_when', main: 'appoint', others: ['write', 'collect', ...giveUp], mine: role === 'person' };
	}
	const isMine = pickupBy !== (role === 'owner' ? request.owner.id : request.person.id);
	return isMine
		? { situation: 'answer_time', main: 'agree', others: ['appoint', 'write', ...giveUp], mine: true }
		: { situation: 'await_time', main: null, others: ['write', 'appoint', 'collect', ...giveUp], mine: false };
}
