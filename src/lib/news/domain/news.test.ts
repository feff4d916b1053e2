import { expect, test } from 'vitest';
import { bundled, freshCount, type News } from './news.ts';

const at = (hour: number) => `2026-11-24T${String(hour).padStart(2, '0')}:00:00Z`;
const one = (id: string, subjectId: string, hour: number, change: Partial<News> = {}): News => ({
	id,
	topic: 'exchange',
	says: 'reservation_request',
	kind: 'reservation',
	subjectId,
	createdAt: at(hour),
	readAt: null,
	...change
});

test('an exchange and what is said in it are one, the latest first', () => {
	const words = { topic: 'message', says: 'message_written', kind: 'conversation' } as const;
	const news = [one('a', 'drill', 8), one('b', 'ladder', 9, { readAt: at(10) }), one('c', 'drill', 10, words)];
	expect(bundled(news).map(({ kind, events, fresh }) => [kind, events.map(({ id }) => id), fresh.length])).toEqual([
		['reservation', ['c', 'a'], 2],
		['reservation', ['b'], 0]
	]);
	expect(freshCount(news)).toBe(1);
	expect(freshCount([])).toBe(0);
});
