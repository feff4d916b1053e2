import { isRefusal } from '#lib/errors/refusal.ts';
import { freshest } from '#lib/offline/later.ts';
import { myGift, myGiftMeeting } from '../../../../my-gifts.ts';
import { showLate } from '../../../../read-again.ts';
import { oneKey } from '../../../../waiting.ts';
import { orKept } from '../../kept-exchange.ts';
import { keptGift } from '../../kept-gift.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params: { id }, parent, depends }) => {
	depends(oneKey);
	const { resident } = await parent();
	const me = resident.id;
	const late = () => void showLate(oneKey);
	const { value, at, stale } = await orKept(
		() => freshest(myGift(me, id), late),
		() => keptGift(me, id)
	);
	// An address is kept for a short time: without network the gift is shown without it afterwards.
	const details = await freshest(myGiftMeeting(me, value.request), late).catch((error: unknown) => {
		if (isRefusal(error) && error.code === 'offline') return { value: null };
		throw error;
	});
	return { ...value, details: details.value, readAt: at, old: stale };
};
