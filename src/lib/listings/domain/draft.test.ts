import { describe, expect, test } from 'vitest';
import { emptyDraft, firstUnfinished, isBegun, isSameDraft, problemsIn, stepsFor, type Draft } from './draft.ts';

const empty = emptyDraft('0197', '0198', null, 0);
const ladder: Draft = {
	...empty,
	kind: 'loan',
	title: 'Escabeau 7 marches',
	category: 'echelles-acces',
	commune: '35238'
};

test('an empty draft is not begun, and starts with its kind', () => {
	expect(isBegun(empty)).toBe(false);
	expect(firstUnfinished(empty)).toBe('kind');
});

test('a complete draft can be published', () => {
	expect(isBegun(ladder)).toBe(true);
	expect(firstUnfinished(ladder)).toBeNull();
});

test('what is wanted has no facts to give', () => {
	expect(stepsFor('wanted')).toEqual(['kind', 'title', 'photos', 'where', 'preview']);
	expect(stepsFor('loan')).toContain('facts');
});

describe('problemsIn', () => {
	test.each([
		['no title', { title: '   ' }, { title: 'title_missing' }],
		['two letters', { title: 'Pé' }, { title: 'title_short' }],
		['eighty letters', { title: 'é'.repeat(80) }, {}],
		['eighty-one letters', { title: 'é'.repeat(81) }, { title: 'title_long' }],
		['four emoji', { title: '🪜🪜🪜🪜' }, {}],
		['no category', { category: null }, { category: 'category_missing' }],
		['a novel', { description: 'a'.repeat(4001) }, { description: 'description_long' }]
	])('title: %s', (_, change, expected) => expect(problemsIn({ ...ladder, ...change }, 'title')).toEqual(expected));

	test.each([
		['no unit', { units: 0 }, { units: 'units_bounds' }],
		['too many', { units: 51 }, { units: 'units_bounds' }],
		['half a day', { maxDays: 0.5 }, { maxDays: 'days_bounds' }],
		['a year', { maxDays: 365 }, {}],
		['shorter than its minimum', { minDays: 3, maxDays: 2 }, { maxDays: 'days_bounds' }],
		['a long note', { depositNote: 'x'.repeat(201) }, { depositNote: 'deposit_long' }]
	])('facts: %s', (_, change, expected) => expect(problemsIn({ ...ladder, ...change }, 'facts')).toEqual(expected));
});

test('two drafts are the same when they say the same, whenever and in whatever order', () => {
	const { title, ...rest } = ladder;
	expect(isSameDraft(ladder, { ...rest, title, changedAt: 9, publishId: '0199' })).toBe(true);
	expect(isSameDraft(ladder, { ...ladder, title: `${title} ` })).toBe(false);
	expect(isSameDraft(ladder, { ...ladder, photos: [{ id: '1', path: null, width: 4, height: 3 }] })).toBe(false);
});
