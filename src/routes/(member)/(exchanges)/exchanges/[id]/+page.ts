import { isRefusal } from '#lib/errors/refusal.ts';
import { freshest } from '#lib/offline/later.ts';
import { myExchange, myMeeting, type Meeting } from '../../../../my-exchanges.ts';
import { showLate } from '../../../../read-again.ts';
import { oneKey } from '../../../../waiting.ts';
import { keptExchange, orKept } from '../../kept-exchange.ts';
import type { PageLoad } from './$types';

const unknown: Meeting = { details: null, code: null };

export const load: PageLoad = async ({ params: { id }, parent, depends }) => {
	depends(oneKey);
	const { resident } = await parent();
	const me = resident.id;
	const late = () => void showLate(oneKey);
	const { value, at, stale } = await orKept(
		() => freshest(myExchange(me, id), late),
		() => keptExchange(me, id)
	);
	// An address is kept for a short time: without network the exchange is shown without it afterwards.
	const meeting = await freshest(myMeeting(me, value.reservation), late).catch((error: unknown) => {
		if (isRefusal(error) && error.code === 'offline') return { value: unknown };
		throw error;
	});
	return { ...value, ...meeting.value, readAt: at, old: stale };
};
