import { redirect } from '@sveltejs/kit';
import { href } from '#lib/i18n/words.ts';
import { freshest } from '#lib/offline/later.ts';
import { myConversation } from '../../../../my-exchanges.ts';
import { keptConversation, orKept } from '../../kept-exchange.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params: { id }, parent }) => {
	const { resident } = await parent();
	const { value, at, stale } = await orKept(
		() => freshest(myConversation(resident.id, id)),
		() => keptConversation(resident.id, id)
	);
	if (value.conversation.reservationId) redirect(307, href(`/exchanges/${id}#conversation`));
	if (value.conversation.giftId) redirect(307, href(`/gifts/${id}#conversation`));
	if (value.conversation.id !== id) redirect(307, href(`/conversations/${value.conversation.id}`));
	return { ...value, readAt: at, old: stale };
};
