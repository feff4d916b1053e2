import { isRefusal } from '#lib/errors/refusal.ts';
import { hasDrafts } from '#lib/listings/data/drafts.ts';
import { freshCount } from '#lib/news/domain/news.ts';
import { freshest } from '#lib/offline/later.ts';
import { theCommunes } from '../../everybodys.ts';
import { newsNow } from '../../my-news.ts';
import { proposalsForMe } from '../../my-places.ts';
import { myProfile, newsKey } from '../../my-things.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent, depends }) => {
	depends('people:me');
	depends(newsKey);
	const { resident } = await parent();
	const [person, communes, news, begun, corrections] = await Promise.all([
		freshest(myProfile(resident.id)),
		theCommunes(),
		newsNow(resident.id),
		hasDrafts(resident.id),
		// Without network and never read, none is known to wait.
		freshest(proposalsForMe(resident.id)).then(
			({ value }) => value.filter(({ state }) => state === 'open').length,
			unheard
		)
	]);
	const commune = communes.find(({ code }) => code === person.value.communeCode);
	const { at, stale } = person;
	return {
		person: person.value,
		at,
		stale,
		commune: commune?.name ?? null,
		news: freshCount(news.value),
		corrections,
		hasDraft: begun
	};
};

function unheard(fault: unknown): 0 {
	if (!isRefusal(fault)) throw fault;
	return 0;
}
