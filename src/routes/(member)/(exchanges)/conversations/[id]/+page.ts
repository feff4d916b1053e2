import { redirect } from '@sveltejs/kit';
import { readConversation } from '#lib/conversations/data/conversations.ts';
import { readMessages } from '#lib/conversations/data/messages.ts';
import { memberDb } from '#lib/database/member.ts';
import { Refusal } from '#lib/errors/refusal.ts';
import { href } from '#lib/i18n/words.ts';
import { freshest } from '#lib/offline/cached.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params: { id }, parent }) => {
	const { resident } = await parent();
	const db = await memberDb();
	if (!db) throw new Refusal('sign_in_first');
	const { value } = await freshest(`conversation ${resident.id} ${id}`, async () => {
		const [conversation, messages] = await Promise.all([readConversation(db, id, resident.id), readMessages(db, id)]);
		return { conversation, messages };
	});
	if (value.conversation.reservationId) redirect(307, href(`/exchanges/${id}#conversation`));
	if (value.conversation.id !== id) redirect(307, href(`/conversations/${value.conversation.id}`));
	return value;
};
