import { expect, test } from 'vitest';
import { fileProblem } from './photo-problem.ts';

test.each([
	[{ size: 4_000_000, type: 'image/jpeg' }, null],
	[{ size: 4_000_000, type: 'image/heic' }, null],
	[{ size: 4_000_000, type: '' }, null],
	[{ size: 41_000_000, type: 'image/jpeg' }, 'too_heavy'],
	[{ size: 0, type: 'image/jpeg' }, 'not_a_picture'],
	[{ size: 4_000, type: 'application/pdf' }, 'not_a_picture'],
	[{ size: 4_000, type: 'image/svg+xml' }, 'not_a_picture']
])('%j: %s', (file, expected) => expect(fileProblem(file)).toBe(expected));
