import { expect, test } from 'vitest';
import type { Kinds } from '#lib/offline/command.ts';
import type { Operation } from './operation.ts';
import { operation } from './operation.samples.ts';
import { openOutbox, type Means } from './outbox.ts';
import type { Shelf } from './shelf.ts';

/** An outbox without network, and what lies in it. */
function withoutNetwork(shelf: Partial<Shelf>, kinds: Kinds = {}) {
	const means = {
		uid: 'ada',
		name: 'outbox:ada',
		kinds,
		world: {
			now: () => 0,
			random: () => 0,
			after: () => () => {},
			isOnline: () => false,
			locks: { request: (_name, _options, work) => work() },
			channel: () => ({ post() {}, listen: () => () => {} }),
			makeRoom: () => Promise.resolve()
		},
		shelf: shelf as Shelf
	} satisfies Partial<Means>;
	return openOutbox(means as unknown as Means);
}

test('who takes over without network still ends the reign of whoever was frozen', async () => {
	let reign = 6;
	await withoutNetwork({ reign: () => Promise.resolve(++reign) }).kick();
	expect(reign).toBe(7);
});

test('a step about something that is asked for together waits for the request, and later ones for it', async () => {
	const lying: Operation[] = [];
	const step = (v = 1) => ({
		v,
		lane: ({ line }: { line: string }) => `conv:${line}`,
		perform: () => Promise.resolve()
	});
	const kinds = {
		ask: {
			...step(),
			lane: (_payload: unknown, id: string) => `conv:${id}`,
			opens: ({ lines }: { lines: string[] }) => lines.map((line) => `conv:${line}`)
		},
		step: step(),
		older: step(2)
	} as unknown as Kinds;
	const outbox = withoutNetwork(
		{
			all: () => Promise.resolve(lying),
			add: (wish) => {
				lying.push(operation(lying.length + 1, wish.lane, wish));
				return Promise.resolve(lying.at(-1)!);
			},
			reign: () => Promise.resolve(1)
		},
		kinds
	);
	const laneOf = async (kind: string, payload: object, id: string) => (await outbox.enqueue(kind, payload, id)).lane;

	expect(await laneOf('ask', { lines: ['saw', 'drill'] }, 'saw')).toBe('conv:saw');
	expect(await laneOf('step', { line: 'drill' }, 'first')).toBe('conv:saw');
	expect(await laneOf('step', { line: 'ladder' }, 'elsewhere')).toBe('conv:ladder');
	// The request has arrived, the first step has not.
	lying.shift();
	expect(await laneOf('step', { line: 'drill' }, 'second')).toBe('conv:saw');
	// Nothing of it is left: each goes its own way. What an older version wrote says nothing of what it is about.
	lying.splice(0, lying.length, operation(9, 'conv:saw', { kind: 'older', v: 1, payload: null }));
	expect(await laneOf('step', { line: 'drill' }, 'third')).toBe('conv:drill');
});
