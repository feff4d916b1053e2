import { expect, test } from 'vitest';
import { afterChoosing, isChosen } from './group.ts';

test('a lone box follows its own mark', () => {
	expect([isChosen('a', undefined, true), isChosen('a', undefined, false)]).toEqual([true, false]);
	expect(afterChoosing('a', true, undefined)).toBeUndefined();
});

test('one answer replaces another', () => {
	expect(isChosen('b', 'a', true)).toBe(false);
	expect(afterChoosing('b', true, 'a')).toBe('b');
});

test('a list gains and loses an answer, and holds it once', () => {
	expect(afterChoosing('b', true, ['a', 'b'])).toEqual(['a', 'b']);
	expect(afterChoosing('b', false, ['a', 'b'])).toEqual(['a']);
});
