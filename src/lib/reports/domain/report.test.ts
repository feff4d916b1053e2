import { expect, test } from 'vitest';
import { needsWords, reasons } from './report.ts';

test('another reason than those named is said in words', () => {
	expect(reasons.filter((reason) => needsWords(reason, ' '))).toEqual(['other']);
	expect(needsWords('other', 'Le fil est nu')).toBe(false);
});
