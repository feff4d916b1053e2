import { freshest } from '#lib/offline/later.ts';
import { myExchanges } from '../../my-exchanges.ts';
import { myGifts } from '../../my-gifts.ts';
import { showLate } from '../../read-again.ts';
import { listKey } from '../../waiting.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ parent, depends }) => {
	depends(listKey);
	const { resident } = await parent();
	const me = resident.id;
	const late = () => void showLate(listKey);
	const [{ value, at, stale }, gifts] = await Promise.all([
		freshest(myExchanges(me), late),
		freshest(myGifts(me), late)
	]);
	return { me, ...value, gifts: gifts.value, at, stale };
};
