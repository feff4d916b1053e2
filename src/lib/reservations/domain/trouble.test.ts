import { expect, test } from 'vitest';
import { mayAnswer, mayUndo, openProposal } from './trouble.ts';

const missed = { by: 'ada', at: '2026-12-04T09:00:00Z', answer: null };

test('whoever said it takes it back within the hour', () => {
	expect(mayUndo(missed, 'ada', Date.parse('2026-12-04T09:59:59Z'))).toBe(true);
	expect(mayUndo(missed, 'ada', Date.parse('2026-12-04T10:00:00Z'))).toBe(false);
	expect(mayUndo(missed, 'bo', Date.parse('2026-12-04T09:00:01Z'))).toBe(false);
});

test('the other answers, once', () => {
	expect(mayAnswer(missed, 'bo')).toBe(true);
	expect(mayAnswer(missed, 'ada')).toBe(false);
	expect(mayAnswer({ ...missed, answer: 'J’étais là' }, 'bo')).toBe(false);
});

test('one proposal waits at a time', () => {
	const of = (id: string, agreed: boolean | null) => ({ id, by: 'bo', words: '', agreed, proposedAt: '' });
	expect(openProposal([of('a', false), of('b', null)])?.id).toBe('b');
	expect(openProposal([of('a', false), of('b', true)])).toBeNull();
});
