import { expect, test } from 'vitest';
import type { News } from '#lib/news/domain/news.ts';
import { operation } from '#lib/offline/outbox/operation.samples.ts';
import { newsWithUnsent } from './news-with-unsent.ts';

const one = (id: string): News => ({
	id,
	topic: 'exchange',
	says: 'reservation_request',
	kind: 'reservation',
	subjectId: 'drill',
	createdAt: '2026-11-24T10:00:00Z',
	readAt: null
});

test('what was seen here is seen, before the database knows', () => {
	const seen = operation(1, 'news:a', { kind: 'news.read', payload: { ids: ['a', 'gone'] }, madeAt: 0 });
	const other = operation(2, 'search:b', { kind: 'searches.forget', payload: { searchId: 'b', name: '' } });
	expect(newsWithUnsent([one('a'), one('b')], [seen, other]).map(({ id, readAt }) => [id, readAt])).toEqual([
		['a', '1970-01-01T00:00:00.000Z'],
		['b', null]
	]);
});
