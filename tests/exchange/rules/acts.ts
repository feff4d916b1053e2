import { beAway } from './absences.ts';
import { join, leave, request } from './asking.ts';
import { propose, reply } from './appointments.ts';
import { advanceBasket, requestBasket } from './baskets.ts';
import { declareBroken, declareMended } from './breakdowns.ts';
import { advanceGift, appoint, askFor, draw } from './gifts.ts';
import { code, report } from './handover.ts';
import { offer } from './listings.ts';
import { answer, settle } from './losses.ts';
import { advance, extend } from './steps.ts';
import { jobs } from './time.ts';
import { No, no, type World } from './world.ts';

/** What somebody does, as the app would ask the database for it. `op` and new ids are made by the device. */
export type Act =
	| { is: 'request'; id: string; listing: string; from: number; until: number }
	| { is: 'advance'; id: string; action: string; code: 'right' | 'wrong' | null; op: string }
	| { is: 'extend'; id: string; until: number; op: string }
	| { is: 'join'; id: string; listing: string; from: number; until: number }
	| { is: 'leave'; id: string }
	| { is: 'code'; id: string }
	| { is: 'report'; id: string; reservation: string; moment: 'hand_over' | 'return' }
	| { is: 'offer'; listing: string; action: 'pause' | 'resume'; op: string }
	| { is: 'ask'; id: string; listing: string }
	| { is: 'gift'; id: string; action: string; op: string }
	| { is: 'appoint'; id: string; when: number; op: string }
	| { is: 'draw'; listing: string; op: string }
	| { is: 'basket'; id: string; lines: { id: string; listing: string }[]; from: number; until: number }
	| { is: 'together'; id: string; action: string; op: string }
	| { is: 'propose'; reservation: string; moment: 'hand_over' | 'return'; from: number; until: number; op: string }
	| {
			is: 'reply';
			reservation: string;
			moment: 'hand_over' | 'return';
			action: 'accept' | 'decline' | 'cancel';
			from: number;
			op: string;
	  }
	| { is: 'break'; id: string; listing: string }
	| { is: 'mend'; listing: string; op: string }
	| { is: 'away'; absences: { id: string; from: number; until: number }[]; op: string }
	| { is: 'settle'; id: string; reservation: string }
	| { is: 'answer'; id: string; agreed: boolean; op: string }
	| { is: 'block' | 'unblock'; whom: string }
	| { is: 'jobs' };

/** A visitor has no account. */
export type Actor = string | 'visitor';

export type Outcome = { answer: unknown } | { no: string };

const rules: { [K in Act['is']]: (world: World, me: string, act: never) => unknown } = {
	request,
	advance,
	extend,
	join,
	leave,
	code,
	report,
	offer,
	ask: askFor,
	gift: advanceGift,
	appoint,
	draw,
	basket: requestBasket,
	together: advanceBasket,
	propose,
	reply,
	break: declareBroken,
	mend: declareMended,
	away: beAway,
	settle,
	answer,
	block,
	unblock,
	jobs
};

/** What `actor` is answered; the world is as it was when the answer is no. */
export function perform(world: World, actor: Actor, act: Act): Outcome {
	try {
		if (act.is === 'jobs') return { answer: jobs(world) };
		if (actor === 'visitor') no('42501');
		return { answer: once(world, actor, act) };
	} catch (thrown) {
		if (thrown instanceof No) return { no: thrown.token };
		throw thrown;
	}
}

/** Said twice, an act is answered as the first time. */
function once(world: World, me: string, act: Act): unknown {
	const key = 'op' in act ? act.op : 'id' in act && act.is !== 'leave' && act.is !== 'code' ? act.id : null;
	const content = JSON.stringify(act);
	const before = key && world.receipts.get(key);
	if (before) {
		if (before.person !== me) no('not_allowed');
		if (before.content !== content) no('id_reused');
		return before.answer;
	}
	const answer = structuredClone(rules[act.is](world, me, act as never));
	if (key) world.receipts.set(key, { person: me, content, answer });
	return answer;
}

function block({ blocks }: World, me: string, { whom }: { whom: string }): unknown {
	if (whom === me) no('invalid_value');
	blocks.add(`${me} ${whom}`);
	return 'done';
}

function unblock({ blocks }: World, me: string, { whom }: { whom: string }): unknown {
	blocks.delete(`${me} ${whom}`);
	return 'done';
}
