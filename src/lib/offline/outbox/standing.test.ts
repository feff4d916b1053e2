import { expect, test } from 'vitest';
import { operation } from './operation.samples.ts';
import { standing } from './standing.ts';

const well = { isOnline: true, isSignedIn: true };
const first = operation(1, 'a');
const second = operation(2, 'a');

test.each([
	['never sent', first, [first], well, 'kept'],
	['sent before, its outcome unknown', { ...first, attempts: 1 }, [first], well, 'sending'],
	['failed to leave, tried again later', { ...first, attempts: 1, waitsFor: 'network' }, [first], well, 'kept'],
	['sent before, no network', { ...first, attempts: 1 }, [first], { ...well, isOnline: false }, 'kept'],
	['nobody is signed in', first, [first], { ...well, isSignedIn: false }, 'sign_in_needed'],
	['refused', { ...first, state: 'refused' }, [first], { isOnline: false, isSignedIn: false }, 'refused'],
	['behind a refused one', second, [{ ...first, state: 'refused' }, second], well, 'waiting_behind'],
	['behind one of a newer app', second, [{ ...first, waitsFor: 'update' }, second], well, 'waiting_behind'],
	['of a newer app', { ...first, waitsFor: 'update' }, [first], well, 'update_needed'],
	['behind a refused one of another lane', second, [{ ...first, lane: 'b', state: 'refused' }], well, 'kept'],
	['before a refused one', first, [first, { ...second, state: 'refused' }], well, 'kept']
] as const)('%s', (_, one, all, circumstances, expected) => {
	expect(standing(one, [...all], circumstances)).toBe(expected);
});
