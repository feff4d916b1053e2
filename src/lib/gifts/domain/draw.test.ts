import { expect, test } from 'vitest';
import { isRight, orderOf, sha256, spaced } from './draw.ts';

const tickets = ['bbbbbbbbbbbbbbbb', 'aaaaaaaaaaaaaaaa', 'cccccccccccccccc'];

test('a hash is that of the text', async () => {
	expect(await sha256('été')).toBe('bd010c64132bf5cae8aea89f6762515727dcf68a5dd1de813c87f50a16c4513c');
	expect(await sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});

test('numbers stand in the order of their hashes, whatever order they came in', async () => {
	const order = (await orderOf('seed', tickets)).map(({ ticket }) => ticket);
	expect((await orderOf('seed', tickets.toReversed())).map(({ ticket }) => ticket)).toEqual(order);
	const keys = await Promise.all(order.map((ticket) => sha256(`seed${ticket}`)));
	expect(keys).toEqual(keys.toSorted());
});

test('a draw is right when its seed and its order are', async () => {
	const order = (await orderOf('seed', tickets)).map(({ ticket }) => ticket);
	const draw = { seedHash: await sha256('seed'), openedAt: '', drawnAt: '', seed: 'seed', tickets: order, winners: 1 };
	expect(await isRight(draw)).toEqual({ seed: true, order: true });
	expect(await isRight({ ...draw, tickets: order.toReversed() })).toEqual({ seed: true, order: false });
	expect(await isRight({ ...draw, seedHash: await sha256('other') })).toEqual({ seed: false, order: true });
	expect(await isRight({ ...draw, seed: null })).toEqual({ seed: false, order: false });
});

test('a number is read by fours', () => {
	expect(spaced('0123456789abcdef')).toBe('0123\u00a04567\u00a089ab\u00a0cdef');
});
