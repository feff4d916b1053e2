import { expect, test } from 'vitest';
import { inIso } from './iso-times.ts';

test.each([
	['2026-11-23 06:00:05.789929+00', '2026-11-23T06:00:05.789929+00:00'],
	['2026-11-23 06:00:05', '2026-11-23T06:00:05'],
	['2026-11-23 06:00:05+05:30', '2026-11-23T06:00:05+05:30'],
	['infinity', 'infinity'],
	['-infinity', '-infinity']
])('%s is written %s', (printed, iso) => {
	expect(inIso(printed)).toBe(iso);
});
