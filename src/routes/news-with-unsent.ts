import type { News } from '#lib/news/domain/news.ts';
import { overlay, withChange, type Stroke } from '#lib/offline/overlay.ts';
import type { Operation } from '#lib/offline/outbox/operation.ts';
import { payloadOf } from './(member)/unsent/acting.ts';

/** `news` as it will be once everything unsent has arrived: what was read here is read. */
export function newsWithUnsent(news: News[], operations: Operation[]): News[] {
	const read: Stroke<News> = (rows, operation: Operation) => {
		const said = payloadOf(operation, 'news.read');
		if (!said) return rows;
		const readAt = new Date(operation.madeAt).toISOString();
		return said.ids.reduce((all, id) => withChange(all, id, { readAt }), rows);
	};
	return overlay(news, operations, { 'news.read': read });
}
