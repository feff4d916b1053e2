import { m } from '#lib/i18n/words.ts';

type Sentence = (said: { who: string; name: string }) => string;

const sentences: Record<string, Sentence> = {
	reservation_requested: m.conversation_system_requested,
	reservation_accepted: m.conversation_system_accepted,
	reservation_declined: m.conversation_system_declined,
	reservation_cancelled: m.conversation_system_cancelled,
	reservation_handed_over: m.conversation_system_handed_over,
	reservation_returned: m.conversation_system_returned,
	reservation_closed: m.conversation_system_closed,
	reservation_expired: m.conversation_system_expired,
	reservation_no_show: m.conversation_system_no_show,
	reservation_lost: m.conversation_system_lost,
	reservation_extension_asked: m.conversation_system_extension_asked,
	reservation_extension_accepted: m.conversation_system_extension_accepted,
	reservation_extension_declined: m.conversation_system_extension_declined
};

/** The sentence of a system line; `null` for a token this version does not know. */
export function systemWords(token: string, authorId: string | null, me: string, name: string): string | null {
	const who = authorId === null ? 'time' : authorId === me ? 'you' : 'them';
	return (Object.hasOwn(sentences, token) && sentences[token]?.({ who, name })) || null;
}
