import { expect, test } from 'vitest';
import { operation } from './outbox/operation.samples.ts';
import { overlay, withChange, withRow, type Stroke } from './overlay.ts';

interface Line {
	id: string;
	body: string;
}

const write: Stroke<Line> = (lines, { id, payload }) => withRow(lines, { id, body: (payload as Line).body });
const correct: Stroke<Line> = (lines, { payload }) => withChange(lines, (payload as Line).id, payload as Line);
const strokes = { write, correct };
const unsent = [
	operation(2, 'a', { id: 'y', kind: 'correct', payload: { id: 'x', body: 'Bonjour' } }),
	operation(1, 'a', { id: 'x', kind: 'write', payload: { body: 'Bnjour' } })
];

test('what is unsent is drawn over what the database has, in the order it was said', () => {
	expect(overlay([{ id: 'w', body: 'Salut' }], unsent, strokes)).toEqual([
		{ id: 'w', body: 'Salut' },
		{ id: 'x', body: 'Bonjour' }
	]);
});

test('what has arrived is not drawn twice', () => {
	expect(overlay([{ id: 'x', body: 'As kept' }], unsent.slice(1), strokes)).toEqual([{ id: 'x', body: 'As kept' }]);
});

test('other kinds leave the list alone, and the rows given are not touched', () => {
	const rows = [{ id: 'w', body: 'Salut' }];
	expect(overlay(rows, [operation(1, 'a'), ...unsent], strokes)).toHaveLength(2);
	expect(rows).toEqual([{ id: 'w', body: 'Salut' }]);
});
