import { expect, test } from 'vitest';
import type { GiftRequest } from './gift.ts';
import { giftStep } from './gift-step.ts';

const now = Date.parse('2026-11-26T12:00:00Z');
const hour = 3_600_000;

const asked: GiftRequest = {
	id: '1',
	listing: { id: '2', title: 'Table', photoPath: null, rule: 'owner_picks', chooseBy: null, spokenFor: false },
	owner: { id: 'ada', name: 'Ada' },
	person: { id: 'bo', name: 'Bo' },
	note: '',
	state: 'asked',
	ticket: '0123456789abcdef',
	answer: '',
	chosenAt: null,
	pickupAt: null,
	pickupBy: null,
	pickupAgreed: false,
	givenAt: null,
	receivedAt: null,
	askedAt: '2026-11-26T10:00:00Z'
};
const at = (ms: number) => new Date(now + ms).toISOString();
const chosen: GiftRequest = { ...asked, state: 'chosen', chosenAt: at(-hour) };
const drawn = { ...asked, listing: { ...asked.listing!, rule: 'draw' as const } };
const first = { ...asked, listing: { ...asked.listing!, rule: 'first_come' as const } };

test.each<[string, GiftRequest, 'owner' | 'person', object]>([
	['the giver chooses', asked, 'owner', { situation: 'to_choose', main: 'choose', others: ['decline'], mine: true }],
	['who asked waits', asked, 'person', { situation: 'wait_choice', main: null, others: ['withdraw'], mine: false }],
	['both wait for a draw', drawn, 'owner', { situation: 'wait_draw', main: null, others: [], mine: false }],
	['a draw may be left', drawn, 'person', { situation: 'wait_draw', others: ['withdraw'], mine: false }],
	['chosen, one says when one comes', chosen, 'person', { situation: 'say_when', main: 'appoint', mine: true }],
	['the giver may propose too', chosen, 'owner', { situation: 'say_when', main: 'appoint', mine: false }],
	[
		'after three days the giver may pass on',
		{ ...chosen, chosenAt: at(-72 * hour) },
		'owner',
		{ others: ['write', 'collect', 'release'] }
	],
	['before, not', { ...chosen, chosenAt: at(-71 * hour) }, 'owner', { others: ['write', 'collect'] }],
	[
		'a time that the other proposed is answered',
		{ ...chosen, pickupAt: at(hour), pickupBy: 'bo' },
		'owner',
		{ situation: 'answer_time', main: 'agree', mine: true }
	],
	[
		'one’s own waits',
		{ ...chosen, pickupAt: at(hour), pickupBy: 'bo' },
		'person',
		{ situation: 'await_time', main: null, mine: false }
	],
	[
		'one that passed unanswered is said anew',
		{ ...chosen, pickupAt: at(-hour), pickupBy: 'bo' },
		'owner',
		{ situation: 'say_when', main: 'appoint' }
	],
	[
		'agreed, the two meet',
		{ ...chosen, pickupAt: at(hour), pickupBy: 'bo', pickupAgreed: true },
		'owner',
		{ situation: 'meet', main: 'write', others: ['collect', 'appoint'], mine: false }
	],
	[
		'after the time, one says how it went',
		{ ...chosen, pickupAt: at(-hour), pickupBy: 'bo', pickupAgreed: true },
		'owner',
		{ situation: 'missed', main: 'collect', others: ['write', 'appoint', 'report_no_show'], mine: true }
	],
	['said by the other, one confirms', { ...chosen, givenAt: at(0) }, 'person', { situation: 'confirm', mine: true }],
	['said by oneself, one waits', { ...chosen, givenAt: at(0) }, 'owner', { situation: 'await_confirm', mine: false }],
	[
		'not chosen, one may leave',
		{ ...drawn, state: 'not_chosen' },
		'person',
		{ situation: 'not_chosen', others: ['withdraw'] }
	],
	['the giver has nothing to do', { ...drawn, state: 'not_chosen' }, 'owner', { situation: 'not_chosen', others: [] }],
	['second come, one is in line', { ...first, state: 'not_chosen' }, 'person', { situation: 'in_line' }],
	['over is over', { ...first, state: 'no_show' }, 'person', { situation: 'no_show', main: null, others: [] }]
])('%s', (_, request, role, expected) => {
	expect(giftStep(request, role, now)).toMatchObject(expected);
});
