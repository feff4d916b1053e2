import { expect, test } from 'vitest';
import { isAmiss, likelyMoment, nothingSeen, saysSomething } from './condition.ts';

test('a report says something: a fact, a word or a photograph', () => {
	const nothing = { facts: nothingSeen(), note: ' \n', photos: 0 };
	expect(saysSomething(nothing)).toBe(false);
	expect(saysSomething({ ...nothing, photos: 1 })).toBe(true);
	expect(saysSomething({ ...nothing, note: 'Bien' })).toBe(true);
	expect(saysSomething({ ...nothing, facts: { ...nothingSeen(), works: false } })).toBe(true);
});

test('what nobody looked at is not amiss', () => {
	expect(isAmiss({ complete: true, clean: null, works: null })).toBe(false);
	expect(isAmiss({ complete: true, clean: false, works: null })).toBe(true);
});

test.each([
	['accepted', null, 'hand_over'],
	['handed_over', '2026-12-04T09:00:00Z', 'hand_over'],
	['handed_over', '2026-12-02T09:00:00Z', 'return'],
	['returned', '2026-12-04T09:00:00Z', 'return']
] as const)('%s since %s: one looks at the %s', (state, handedOverAt, moment) => {
	expect(likelyMoment({ state, handedOverAt }, Date.parse('2026-12-04T18:00:00Z'))).toBe(moment);
});
