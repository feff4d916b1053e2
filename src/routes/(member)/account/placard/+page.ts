import { dbOf } from '#lib/database/member.ts';
import { isRefusal } from '#lib/errors/refusal.ts';
import { freshest } from '#lib/offline/later.ts';
import { listWantedNear } from '#lib/wanted/data/offers.ts';
import { theCategories } from '../../../everybodys.ts';
import { myPlacard, myTelling, placardKey } from '../../../my-things.ts';
import { showLate } from '../../../read-again.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent, depends }) => {
	depends(placardKey);
	const { resident } = await parent();
	const me = resident.id;
	const [{ value, at, stale }, categories, wanted, told] = await Promise.all([
		freshest(myPlacard(me), () => void showLate(placardKey)),
		theCategories(),
		freshest({ of: me, key: 'wanted-near', read: async () => listWantedNear(await dbOf(me)) }).then(
			({ value }) => value,
			(error: unknown) => {
				if (!isRefusal(error)) throw error;
				return [];
			}
		),
		freshest(myTelling(me))
	]);
	return { items: value, at, stale, categories, wanted, told: told.value };
};
