import { elided } from '#lib/i18n/elision.ts';
import { getLocale, m } from '#lib/i18n/words.ts';
import type { Locale } from '#lib/i18n/urls.ts';
import type { SubjectKind } from '#lib/news/domain/news.ts';
import { dayOf } from '#lib/time/paris.ts';
import { nearDayWords } from '#lib/time/words.ts';

/** What is known of the thing and the person that news is about. */
export interface Subject {
	title: string;
	/** Empty when nobody is named, or they are gone. */
	name: string;
	/** When the thing changes hands, and when it comes back; `null` when that is not known, or nothing does. */
	startsAt: string | null;
	endsAt: string | null;
}

interface Said {
	name: string;
	/** As it stands behind a "de", in French. */
	de_name: string;
	starts: string;
	ends: string;
}
type Sentence = (said: Said, options: { locale: Locale }) => string;

const handover: Sentence = ({ starts }, options) => m.news_says_handover({ day: starts }, options);
const back: Sentence = ({ ends }, options) => m.news_says_return({ day: ends }, options);

// Written out one by one, so that the build keeps these sentences and no other.
const sentences: Record<string, Sentence> = {
	reservation_request: m.news_says_reservation_request,
	reservation_booked: m.news_says_reservation_booked,
	reservation_accept: (_said, options) => m.news_says_reservation_accept({}, options),
	reservation_decline: m.news_says_reservation_decline,
	reservation_cancel: m.news_says_reservation_cancel,
	reservation_expire: (_said, options) => m.news_says_reservation_expire({}, options),
	reservation_hand_over: m.news_says_reservation_hand_over,
	reservation_take_back: m.news_says_reservation_take_back,
	reservation_close: m.news_says_reservation_close,
	reservation_report_no_show: m.news_says_reservation_report_no_show,
	reservation_report_lost: m.news_says_reservation_report_lost,
	reservation_extension_asked: m.news_says_reservation_extension_asked,
	reservation_extension_accepted: (_said, options) => m.news_says_reservation_extension_accepted({}, options),
	reservation_extension_declined: m.news_says_reservation_extension_declined,
	message_written: m.news_says_message_written,
	slot_offered: (_said, options) => m.news_says_slot_offered({}, options),
	answer_soon: m.news_says_answer_soon,
	handover_tomorrow: handover,
	handover_today: handover,
	return_tomorrow: back,
	return_today: back,
	return_late: ({ name, ends }, options) => m.news_says_return_late({ name, day: ends }, options),
	reservation_shorten: m.news_says_reservation_shorten,
	reservation_excuse_overdue: m.news_says_reservation_excuse_overdue,
	reservation_found: m.news_says_reservation_found,
	reservation_undo_no_show: m.news_says_reservation_undo_no_show,
	appointment_proposed: m.news_says_appointment_proposed,
	appointment_agreed: (_said, options) => m.news_says_appointment_agreed({}, options),
	appointment_declined: m.news_says_appointment_declined,
	appointment_cancelled: m.news_says_appointment_cancelled,
	thing_broken: (_said, options) => m.news_says_thing_broken({}, options),
	thing_broke: m.news_says_thing_broke,
	thing_mended: (_said, options) => m.news_says_thing_mended({}, options),
	thing_still_broken: (_said, options) => m.news_says_thing_still_broken({}, options),
	loss_proposed: m.news_says_loss_proposed,
	loss_settled: (_said, options) => m.news_says_loss_settled({}, options),
	loss_declined: m.news_says_loss_declined,
	no_show_answered: m.news_says_no_show_answered,
	gift_asked: (_said, options) => m.news_says_gift_asked({}, options),
	gift_chosen: (_said, options) => m.news_says_gift_chosen({}, options),
	gift_has_recipient: (_said, options) => m.news_says_gift_has_recipient({}, options),
	gift_not_chosen: (_said, options) => m.news_says_gift_not_chosen({}, options),
	gift_choose_again: (_said, options) => m.news_says_gift_choose_again({}, options),
	gift_choose_now: (_said, options) => m.news_says_gift_choose_now({}, options),
	gift_choose_soon: (_said, options) => m.news_says_gift_choose_soon({}, options),
	gift_nobody_asked: (_said, options) => m.news_says_gift_nobody_asked({}, options),
	gift_nobody_chosen: (_said, options) => m.news_says_gift_nobody_chosen({}, options),
	gift_taken_back: (_said, options) => m.news_says_gift_taken_back({}, options),
	gift_confirm: (_said, options) => m.news_says_gift_confirm({}, options),
	gift_pickup_agreed: (_said, options) => m.news_says_gift_pickup_agreed({}, options),
	gift_pickup_proposed: (_said, options) => m.news_says_gift_pickup_proposed({}, options),
	gift_passed_on: (_said, options) => m.news_says_gift_passed_on({}, options),
	gift_given_up: (_said, options) => m.news_says_gift_given_up({}, options),
	gift_lapsed: (_said, options) => m.news_says_gift_lapsed({}, options),
	gift_say_when: (_said, options) => m.news_says_gift_say_when({}, options),
	gift_was_it_given: (_said, options) => m.news_says_gift_was_it_given({}, options),
	gift_pickup_soon: (_said, options) => m.news_says_gift_pickup_soon({}, options),
	wanted_near: (_said, options) => m.news_says_wanted_near({}, options),
	wanted_answered: (_said, options) => m.news_says_wanted_answered({}, options),
	offer_accepted: (_said, options) => m.news_says_offer_accepted({}, options),
	offer_declined: (_said, options) => m.news_says_offer_declined({}, options),
	offer_lapsed: (_said, options) => m.news_says_offer_lapsed({}, options),
	review_invited: m.news_says_review_invited,
	review_shown: m.news_says_review_shown,
	listing_ends_soon: (_said, options) => m.news_says_listing_ends_soon({}, options),
	visit_seated: (_said, options) => m.news_says_visit_seated({}, options),
	visit_tomorrow: (_said, options) => m.news_says_visit_tomorrow({}, options),
	visit_moved: (_said, options) => m.news_says_visit_moved({}, options),
	repair_called: (_said, options) => m.news_says_repair_called({}, options),
	repair_finished: (_said, options) => m.news_says_repair_finished({}, options),
	repair_again: (_said, options) => m.news_says_repair_again({}, options),
	listing_checked: (_said, options) => m.news_says_listing_checked({}, options),
	event_moved: (_said, options) => m.news_says_event_moved({}, options),
	event_elsewhere: (_said, options) => m.news_says_event_elsewhere({}, options),
	event_cancelled: (_said, options) => m.news_says_event_cancelled({}, options),
	event_seat: (_said, options) => m.news_says_event_seat({}, options),
	event_tomorrow: (_said, options) => m.news_says_event_tomorrow({}, options),
	shift_tomorrow: (_said, options) => m.news_says_shift_tomorrow({}, options),
	shift_left: (_said, options) => m.news_says_shift_left({}, options),
	shift_offered: (_said, options) => m.news_says_shift_offered({}, options),
	shift_offer_accepted: (_said, options) => m.news_says_shift_offer_accepted({}, options),
	shift_offer_declined: (_said, options) => m.news_says_shift_offer_declined({}, options),
	shift_changed_hands: (_said, options) => m.news_says_shift_changed_hands({}, options),
	shift_dropped: (_said, options) => m.news_says_shift_dropped({}, options),
	hands_missing: (_said, options) => m.news_says_hands_missing({}, options),
	place_full: (_said, options) => m.news_says_place_full({}, options),
	place_empty: (_said, options) => m.news_says_place_empty({}, options),
	place_dirty: (_said, options) => m.news_says_place_dirty({}, options),
	place_closed: (_said, options) => m.news_says_place_closed({}, options),
	place_pickup_call: (_said, options) => m.news_says_place_pickup_call({}, options),
	place_correction_proposed: (_said, options) => m.news_says_place_correction_proposed({}, options),
	place_correction_taken: (_said, options) => m.news_says_place_correction_taken({}, options),
	place_claimed: (_said, options) => m.news_says_place_claimed({}, options),
	place_claim_accepted: (_said, options) => m.news_says_place_claim_accepted({}, options),
	place_claim_refused: (_said, options) => m.news_says_place_claim_refused({}, options)
};

/** What happened, in a sentence without its full stop, as it reads at `now`. An event this version does not know says that there is something. */
export function newsWords(says: string, subject: Subject, now: number, locale: Locale = getLocale()): string {
	const options = { locale };
	const sentence = Object.hasOwn(sentences, says) ? sentences[says]! : null;
	if (!sentence) return m.news_says_something({}, options);
	const day = (instant: number) => nearDayWords(dayOf(instant), dayOf(now), locale);
	const someDay = m.news_says_some_day({}, options);
	const name = subject.name || m.news_some_person({}, options);
	return sentence(
		{
			name,
			de_name: elided('de', name),
			starts: subject.startsAt ? day(Date.parse(subject.startsAt)) : someDay,
			ends: subject.endsAt ? day(Date.parse(subject.endsAt) - 1) : someDay
		},
		options
	);
}

const nameless: Record<SubjectKind, (inputs: object, options: { locale: Locale }) => string> = {
	reservation: m.news_some_exchange,
	conversation: m.news_some_exchange,
	listing: m.news_some_listing,
	gift: m.news_some_gift,
	waitlist: m.news_some_waitlist,
	review: m.news_some_review,
	wanted: m.news_some_wanted,
	place: m.news_some_place,
	event: m.news_some_event
};

/** A thing whose name is not known here. */
export function namelessWords(kind: SubjectKind, locale: Locale = getLocale()): string {
	return nameless[kind]({}, { locale });
}
