import { join, leave, request } from './asking.ts';
import { advanceGift, appoint, askFor, draw } from './gifts.ts';
import { code, report } from './handover.ts';
import { offer } from './listings.ts';
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
