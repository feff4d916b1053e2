import { expect, test } from 'vitest';
import { roundedMeters } from './place.ts';

test('distances are as exact as one says them', () => {
	expect([3, 24, 996, 999.9, 2684, 3077, null].map(roundedMeters)).toEqual([10, 20, 1000, 1000, 2700, 3100, null]);
});
