import { freshest } from '#lib/offline/later.ts';
import { myEvents } from '../../event-reading.ts';
import { myExchanges } from '../../my-exchanges.ts';
import { newsNow } from '../../my-news.ts';
import { myListings, newsKey } from '../../my-things.ts';
import { showLate } from '../../read-again.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent, depends }) => {
	depends(newsKey);
	const { resident } = await parent();
	const me = resident.id;
	const [news, exchanges, own, events] = await Promise.all([
		newsNow(me, () => void showLate(newsKey)),
		freshest(myExchanges(me)),
		freshest(myListings(me)),
		freshest(myEvents(me))
	]);
	return {
		me,
		news: news.value,
		at: news.at,
		stale: news.stale,
		exchanges: exchanges.value,
		own: own.value,
		events: events.value
	};
};
