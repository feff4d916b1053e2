import { expect, test } from 'vitest';
import { mondayOf, rotaFrom } from './rota.ts';

test('a week begins on Monday', () => {
	expect(mondayOf('2026-11-23')).toBe('2026-11-23');
	expect(mondayOf('2026-11-29')).toBe('2026-11-23');
	expect(mondayOf('2027-01-01')).toBe('2026-12-28');
});

test('this week and four more, with who has them', () => {
	const by = { id: 'cy', name: 'Cy' };
	const weeks = rotaFrom('2026-11-25', [{ week: '2026-11-30', by }]);
	expect(weeks.map(({ week, until, isThis, taken }) => [week, until, isThis, taken?.by?.name])).toEqual([
		['2026-11-23', '2026-11-29', true, undefined],
		['2026-11-30', '2026-12-06', false, 'Cy'],
		['2026-12-07', '2026-12-13', false, undefined],
		['2026-12-14', '2026-12-20', false, undefined],
		['2026-12-21', '2026-12-27', false, undefined]
	]);
});
