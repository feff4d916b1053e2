import { expect, test } from 'vitest';
import type { Kind, Kinds } from '#lib/offline/command.ts';
import { operation } from './operation.samples.ts';
import { understood } from './understood.ts';

const note: Kind<{ words: string; loud: boolean }> = {
	v: 3,
	lane: () => 'notes',
	perform: async () => {},
	upcast: {
		1: (old) => ({ words: (old as { text: string }).text }),
		2: (old) => ({ ...(old as object), loud: false })
	}
};
const kinds: Kinds = { 'notes.write': note };

test('what an older version kept is read in today’s shape', () => {
	const kept = operation(1, 'notes', { payload: { text: 'Bonjour' } });
	expect(understood(kinds, kept)?.payload).toEqual({ words: 'Bonjour', loud: false });
});

test.each([
	['a newer version', { v: 4 }],
	['a version with no way up', { v: 0 }],
	['a kind nobody knows', { kind: 'notes.sing' }],
	['a kind that every object has', { kind: 'constructor' }]
])('%s is kept for later', (_, change) => {
	expect(understood(kinds, operation(1, 'notes', change))).toBeNull();
});
