import { expect, test } from 'vitest';
import { unreadAmong } from './conversation.ts';
import { inOrder, isAfter, merged, withEarlier, type Message } from './message.ts';

const line = (id: string, sentAt: string, body = id): Message => ({ id, authorId: 'bo', kind: 'text', body, sentAt });

test('order is kept to the microsecond, however many digits the server writes', () => {
	const instants = [
		'2026-11-24T10:00:00.123457+00:00',
		'2026-11-24T10:00:00.12345+00:00',
		'2026-11-24T10:00:00+00:00',
		'2026-11-24T10:00:00.1+00:00'
	];
	expect(instants.toSorted(inOrder)).toEqual([instants[2], instants[3], instants[1], instants[0]]);
});

test('what is read twice is shown once, as it was read last', () => {
	const before = [line('a', '2026-11-24T10:00:00+00:00', '•••'), line('b', '2026-11-24T10:00:02+00:00')];
	const after = [line('a', '2026-11-24T10:00:00+00:00', '06'), line('c', '2026-11-24T10:00:01+00:00')];
	expect(merged(before, after).map(({ body }) => body)).toEqual(['06', 'c', 'b']);
});

test('nothing is read at first, and one’s own words never count', () => {
	const said = [line('a', '2026-11-24T10:00:00+00:00'), line('b', '2026-11-24T10:00:00.000001+00:00')];
	expect(unreadAmong(said, 'ada', '-infinity')).toBe(2);
	expect(unreadAmong(said, 'ada', '2026-11-24T10:00:00+00:00')).toBe(1);
	expect(unreadAmong(said, 'bo', '-infinity')).toBe(0);
	expect(isAfter(said[0]!, said[1]!.sentAt)).toBe(false);
});

test('a device keeps what came before the lines that were read again, and no more than 200', () => {
	const instant = (second: number) => new Date(Date.UTC(2026, 10, 23, 12, 0, second)).toISOString();
	const lines = (from: number, until: number) =>
		Array.from({ length: until - from }, (_, n) => line(String(from + n), instant(from + n)));
	expect(withEarlier(lines(3, 5), lines(0, 5))).toEqual(lines(0, 5));
	// Among the lines that were read again, one was taken back.
	expect(withEarlier([...lines(3, 4), ...lines(5, 6)], lines(0, 5))).toEqual([...lines(0, 4), ...lines(5, 6)]);
	expect(withEarlier([], lines(0, 5))).toEqual([]);
	expect(withEarlier(lines(200, 260), lines(0, 200))).toEqual(lines(60, 260));
});
