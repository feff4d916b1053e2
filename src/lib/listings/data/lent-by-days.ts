import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';

/** What a person lets others ask for by days, newest first, 20 at most: what can go together. What goes by the hour is asked for alone. */
export async function listLentByDays(db: Db, personId: string): Promise<{ id: string; title: string }[]> {
	return answer(
		await db
			.from('listings')
			.select('id,title')
			.eq('owner_id', personId)
			.eq('status', 'published')
			.in('kind', ['loan', 'space', 'service'])
			.is('slot_minutes', null)
			.order('published_at', { ascending: false })
			.limit(20)
	);
}
