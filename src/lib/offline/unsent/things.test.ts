import { expect, test } from 'vitest';
import { operation } from '../outbox/operation.samples.ts';
import { hangingOn, refusedPart, standingOf, thingsAmong } from './things.ts';

const here = { isOnline: true, isSignedIn: true };

test('the three operations of a listing are one thing, at the place of the first', () => {
	const all = [
		operation(3, 'listing:a', { kind: 'listings.advance' }),
		operation(2, 'conv:b', { kind: 'conversations.write' }),
		operation(1, 'listing:a', { kind: 'listings.save' })
	];
	expect(thingsAmong(all).map(({ operations }) => operations.map(({ seq }) => seq))).toEqual([[1, 3], [2]]);
});

test('two messages of one conversation are two things', () => {
	expect(thingsAmong([operation(1, 'conv:a'), operation(2, 'conv:a')])).toHaveLength(2);
});

test('a thing stands where the part of it that needs attention does', () => {
	const all = [operation(1, 'listing:a', { attempts: 1 }), operation(2, 'listing:a')];
	expect(standingOf(thingsAmong(all)[0]!, all, here)).toBe('sending');
	const refused = [operation(1, 'listing:a', { state: 'refused' }), operation(2, 'listing:a')];
	expect(standingOf(thingsAmong(refused)[0]!, refused, here)).toBe('refused');
	expect(refusedPart(thingsAmong(refused)[0]!)?.seq).toBe(1);
});

test('what was said in a conversation hangs on what was to open it, and nothing else does', () => {
	const asked = operation(1, 'conv:a', { kind: 'reservations.request' });
	const all = [asked, operation(2, 'conv:a'), operation(3, 'conv:a'), operation(4, 'conv:b')];
	expect(hangingOn(thingsAmong(all)[0]!, all).map(({ seq }) => seq)).toEqual([3, 2]);
	expect(hangingOn(thingsAmong(all)[1]!, all)).toEqual([]);
});
