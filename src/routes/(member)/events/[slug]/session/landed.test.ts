import { expect, it } from 'vitest';
import type { HallWish } from '#lib/repairs/domain/hall-steps.ts';
import { drawnOver, idsAbout, landing } from './landed.ts';

const wish = (id: string): HallWish => ({
	id,
	by: 'me',
	at: '2026-12-05T14:00:00.000Z',
	is: 'repair',
	itemId: 'toaster',
	action: 'claim',
	details: {}
});
const [one, two, three] = [wish('one'), wish('two'), wish('three')];
const ids = (wishes: HallWish[]) => wishes.map(({ id }) => id);

it('draws over what has left until it is in what is read', () => {
	const landed = landing([one, two], ['two'], [], 100);
	expect(landed).toEqual([{ wish: one, at: 100 }]);
	expect(ids(drawnOver(landed, 99, [two], []))).toEqual(['one', 'two']);
	expect(ids(drawnOver(landed, 100, [two], []))).toEqual(['two']);
});

it('draws each once, whatever is known of it twice', () => {
	expect(ids(drawnOver([{ wish: one, at: 9 }], 0, [one, two], [two, three]))).toEqual(['one', 'two', 'three']);
});

it('lands nothing twice', () => {
	const landed = landing([one], [], [], 100);
	expect(landing([one], [], landed, 200)).toBe(landed);
});

it('knows what is touched by what is unsent', () => {
	const here: HallWish = { ...one, is: 'visit', visitId: 'claire', action: 'leave', ticket: null };
	expect(idsAbout([one, two, here])).toEqual(new Set(['toaster', 'claire']));
});
