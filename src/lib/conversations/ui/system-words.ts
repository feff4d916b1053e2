import { m } from '#lib/i18n/words.ts';
import { appointmentWords } from './appointment-line.ts';

type Sentence = (said: { who: string; name: string }) => string;

const sentences: Record<string, Sentence> = {
	gift_choose: m.gifts_system_choose,
	gift_appoint: m.gifts_system_appoint,
	gift_agree: m.gifts_system_agree,
	gift_collect: m.gifts_system_collect,
	gift_withdraw: m.gifts_system_withdraw,
	gift_release: m.gifts_system_release,
	gift_report_no_show: m.gifts_system_no_show,
	gift_close: m.gifts_system_close,
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
	reservation_extension_declined: m.conversation_system_extension_declined,
	reservation_shorten: m.conversation_system_shorten,
	offer_offered: m.wanted_system_offered,
	offer_accepted: m.wanted_system_accepted,
	offer_declined: m.wanted_system_declined,
	offer_withdrawn: m.wanted_system_withdrawn,
	offer_lapsed: m.wanted_system_lapsed,
	reservation_excuse_overdue: m.trouble_line_excused,
	reservation_found: m.trouble_line_found,
	reservation_settle_loss: m.trouble_line_loss_settled,
	reservation_undo_no_show: m.trouble_line_no_show_undone,
	thing_broken: m.trouble_line_thing_broken,
	thing_mended: m.trouble_line_thing_mended,
	thing_still_broken: m.trouble_line_thing_still_broken,
	loss_proposed: m.trouble_line_loss_proposed,
	loss_declined: m.trouble_line_loss_declined,
	no_show_answered: m.trouble_line_no_show_answered
};

/** The sentence of a system line; `null` for a token this version does not know. */
export function systemWords(token: string, authorId: string | null, me: string, name: string): string | null {
	const who = authorId === null ? 'time' : authorId === me ? 'you' : 'them';
	if (token.startsWith('appointment_')) return appointmentWords(token, who, name);
	return (Object.hasOwn(sentences, token) && sentences[token]?.({ who, name })) || null;
}
