import { expect, test } from 'vitest';
import { openOutbox, type Means } from './outbox.ts';
import type { Shelf } from './shelf.ts';

test('who takes over without network still ends the reign of whoever was frozen', async () => {
	let reign = 6;
	const means = {
		uid: 'ada',
		name: 'outbox:ada',
		world: {
			now: () => 0,
			random: () => 0,
			after: () => () => {},
			isOnline: () => false,
			locks: { request: (_name, _options, work) => work() },
			channel: () => ({ post() {}, listen: () => () => {} }),
			makeRoom: () => Promise.resolve()
		},
		shelf: { reign: () => Promise.resolve(++reign) } as Partial<Shelf> as Shelf
	} satisfies Partial<Means>;
	await openOutbox(means as unknown as Means).kick();
	expect(reign).toBe(7);
});
