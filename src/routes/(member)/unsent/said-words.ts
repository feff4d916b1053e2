import type { commands } from '#lib/commands.ts';
import { elided } from '#lib/i18n/elision.ts';
import { getLocale, m } from '#lib/i18n/words.ts';
import type { ListingAction } from '#lib/listings/domain/own-listing.ts';
import type { PayloadOf } from '#lib/offline/command.ts';
import type { Operation } from '#lib/offline/outbox/operation.ts';
import type { Thing } from '#lib/offline/unsent/things.ts';
import { lastDay, type ReservationAction } from '#lib/reservations/domain/reservation.ts';
import { periodWords } from '#lib/reservations/ui/step-words.ts';
import type { EventAction } from '#lib/events/domain/event.ts';
import type { GiftAction } from '#lib/gifts/domain/gift.ts';
import type { RepairAction, VisitAction } from '#lib/repairs/domain/hall-steps.ts';
import { meetingWords } from '#lib/time/meeting-words.ts';
import { stateWord } from '#lib/places/ui/place-words.ts';
import { timeOf } from '#lib/time/paris.ts';
import { dayWords, momentWords, soonDateWords, timeWords } from '#lib/time/words.ts';
import type { Known } from './known.ts';

type Commands = typeof commands;
type Sayings = { [K in keyof Commands]: (payload: PayloadOf<Commands[K]>, known: Known) => string };

const longestShown = 120;

// Every kind has its words, or the build says so.
const sayings: Sayings = {
	'conversations.open': ({ listingId }, known) => m.unsent_what_open({ title: titleOf(listingId, known) }),
	'conversations.write': ({ conversationId, body }, { names }) => {
		const name = names.get(conversationId);
		const words = shortened(body);
		return name ? m.unsent_what_message({ name, words }) : m.unsent_what_message_plain({ words });
	},
	'conversations.read': () => '',
	'news.read': () => '',
	'news.save_mail': () => m.unsent_what_mail(),
	'reservations.request': (request, known) =>
		m.unsent_what_request({ title: titleOf(request.listingId, known), period: lower(periodWords(request)) }),
	'reservations.advance': ({ reservationId, action }, known) =>
		m.unsent_what_step({ title: exchangeOf(reservationId, known), step: stepWords[action]() }),
	'baskets.request': (basket, known) =>
		m.baskets_what({
			title: titleOf(basket.lines[0]?.listingId ?? '', known),
			count: basket.lines.length,
			period: lower(periodWords(basket))
		}),
	'baskets.advance': ({ reservationId, action }, known) =>
		m.baskets_what_step({ title: exchangeOf(reservationId, known), step: stepWords[action]() }),
	'reservations.extend': ({ reservationId, endsAt }, known) =>
		m.unsent_what_extend({
			title: exchangeOf(reservationId, known),
			day: dayWords(lastDay({ endsAt }), getLocale())
		}),
	'reservations.condition': ({ reservationId, note }, known) =>
		note
			? m.unsent_what_condition({ title: exchangeOf(reservationId, known), words: shortened(note) })
			: m.unsent_what_step({ title: exchangeOf(reservationId, known), step: m.trouble_unsent_condition() }),
	'reservations.answer_no_show': ({ reservationId }, known) =>
		m.unsent_what_step({ title: exchangeOf(reservationId, known), step: m.trouble_unsent_answer() }),
	'reservations.propose_agreement': ({ reservationId }, known) =>
		m.unsent_what_step({ title: exchangeOf(reservationId, known), step: m.trouble_unsent_propose() }),
	'reservations.answer_agreement': ({ reservationId, agreed }, known) =>
		m.unsent_what_step({
			title: exchangeOf(reservationId, known),
			step: agreed ? m.trouble_unsent_agree() : m.trouble_unsent_disagree()
		}),
	'listings.broken': ({ listingId }, known) =>
		m.unsent_what_listing_change({ title: titleOf(listingId, known), change: m.trouble_unsent_broken() }),
	'listings.mended': ({ listingId }, known) =>
		m.unsent_what_listing_change({ title: titleOf(listingId, known), change: m.trouble_unsent_mended() }),
	'listings.wish_repair': ({ listingId }, known) =>
		m.unsent_what_listing_change({ title: titleOf(listingId, known), change: m.trouble_unsent_repair() }),
	'listings.drop_repair': ({ listingId }, known) =>
		m.unsent_what_listing_change({ title: titleOf(listingId, known), change: m.trouble_unsent_drop_repair() }),
	'gifts.request': ({ listingId }, known) => m.gifts_unsent_request({ title: titleOf(listingId, known) }),
	'gifts.advance': ({ giftId, action }, known) =>
		m.gifts_unsent_step({ title: exchangeOf(giftId, known), step: giftWords[action]() }),
	'gifts.appoint': ({ giftId, pickupAt }, known) =>
		m.gifts_unsent_appoint({
			title: exchangeOf(giftId, known),
			when: momentWords(pickupAt, Date.now(), getLocale())
		}),
	'gifts.draw': ({ listingId }, known) => m.gifts_unsent_draw({ title: titleOf(listingId, known) }),
	'listings.save': ({ title }) => m.unsent_what_listing({ title }),
	'listings.photos': ({ listingId, photos }, known) =>
		m.unsent_what_listing_photos({ title: titleOf(listingId, known), count: photos.length }),
	'listings.advance': ({ listingId, action }, known) =>
		m.unsent_what_listing_change({ title: titleOf(listingId, known), change: changeWords[action]() }),
	'listings.discard': ({ listingId }, known) =>
		m.unsent_what_listing_change({ title: titleOf(listingId, known), change: m.unsent_change_discard() }),
	'listings.windows': () => m.unsent_what_windows(),
	'people.save_lending': () => m.unsent_what_lending(),
	'listings.absences': () => m.appointments_unsent_absences(),
	'appointments.propose': ({ reservationId, startsAt, endsAt }, known) =>
		m.appointments_unsent_propose({
			title: exchangeOf(reservationId, known),
			when: meetingWords(startsAt, endsAt, getLocale())
		}),
	'appointments.answer': ({ reservationId }, known) =>
		m.appointments_unsent_answer({ title: exchangeOf(reservationId, known) }),
	'calendar.open_feed': () => m.appointments_unsent_open_feed(),
	'calendar.close_feed': () => m.appointments_unsent_close_feed(),
	'people.save': () => m.unsent_what_profile(),
	'people.save_details': () => m.unsent_what_details(),
	'people.block': ({ personId }, { names }) =>
		m.unsent_what_block({ name: names.get(personId) ?? m.unsent_some_person() }),
	'repairs.book': ({ title }) => m.booking_unsent({ title }),
	'repairs.arrive': ({ title, arrivalAt }) =>
		m.booking_unsent_arrive({ title, time: timeWords(timeOf(arrivalAt), getLocale()) }),
	'repairs.limit_arrivals': ({ title }) => m.events_unsent_step({ title, step: m.events_unsent_arrivals() }),
	'repairs.walk_in': ({ name }) => m.hall_unsent_walk_in({ name, de_name: elided('de', name) }),
	'repairs.visit': ({ action }) => m.hall_unsent_visit({ step: visitWords[action]() }),
	'repairs.thing': ({ action }) => m.hall_unsent_thing({ step: thingWords[action]() }),
	'reports.send': ({ note }) => m.unsent_what_report({ words: shortened(note) }),
	'searches.save': ({ name }) => m.unsent_what_search({ name }),
	'searches.forget': ({ name }) => m.unsent_what_search_forgotten({ name }),
	'reviews.write': ({ reservationId }, known) => m.unsent_what_review({ title: exchangeOf(reservationId, known) }),
	'reviews.reply': ({ body }) => m.unsent_what_reply({ words: shortened(body) }),
	'waits.join': (wait) => m.waits_what_join({ title: wait.title, period: lower(periodWords(wait)) }),
	'waits.leave': ({ title }) => m.waits_what_leave({ title }),
	'placard.keep': ({ name }) => m.unsent_what_placard({ name }),
	'placard.remove': ({ name }) => m.unsent_what_placard_removed({ name }),
	'wanted.answer': ({ title, belonging }) => m.unsent_what_answer({ title, name: belonging.title }),
	'wanted.advance': ({ title }) => m.unsent_what_offer({ title }),
	'wanted.tell': () => m.placard_tell(),
	'events.save': ({ title }) => m.events_unsent_save({ title }),
	'events.shifts': ({ title }) => m.events_unsent_step({ title, step: m.events_unsent_shifts() }),
	'events.advance': ({ title, action }) => m.events_unsent_step({ title, step: eventWords[action]() }),
	'events.repeat': ({ title }) => m.events_unsent_step({ title, step: m.events_unsent_repeat() }),
	'events.save_all': ({ title }) => m.events_unsent_step({ title, step: m.events_unsent_series() }),
	'events.advance_all': ({ title, action }) => m.events_unsent_step({ title, step: eventWords[action]() }),
	'events.attend': ({ title }) => m.events_unsent_step({ title, step: m.events_unsent_attend() }),
	'events.leave': ({ title }) => m.events_unsent_step({ title, step: m.events_unsent_leave() }),
	'events.door': ({ title }) => m.events_unsent_step({ title, step: m.events_unsent_door() }),
	'events.take_shift': ({ title }) => m.events_unsent_step({ title, step: m.events_unsent_take() }),
	'events.leave_shift': ({ title }) => m.events_unsent_step({ title, step: m.events_unsent_let_go() }),
	'events.swap_shift': ({ title }) => m.events_unsent_step({ title, step: m.events_unsent_swap() }),
	'events.offer_shift': ({ title }) => m.events_unsent_step({ title, step: m.events_unsent_pass() }),
	'events.withdraw_offer': ({ title }) => m.events_unsent_step({ title, step: m.events_unsent_pass_back() }),
	'events.answer_offer': ({ title, yes }) =>
		m.events_unsent_step({ title, step: yes ? m.events_unsent_accept() : m.events_unsent_refuse() }),
	'places.report': ({ name, state }) => m.places_unsent_report({ name, state: stateWord[state]() }),
	'places.save': ({ name }) => m.places_unsent_save({ name }),
	'places.settle': ({ name }) => m.places_unsent_settle({ name }),
	'places.claim': ({ name }) => m.places_unsent_claim({ name }),
	'places.keeper': ({ name }) => m.places_unsent_keeper({ name }),
	'places.take_watch': ({ name, week }) => m.places_unsent_take({ name, day: soonDateWords(week, getLocale()) }),
	'places.leave_watch': ({ name, week }) => m.places_unsent_leave({ name, day: soonDateWords(week, getLocale()) }),
	'places.save_code': ({ name }) => m.places_unsent_code({ name }),
	'places.remove_report': ({ name }) => m.places_unsent_remove({ name }),
	'places.restore_report': ({ name }) => m.places_unsent_restore({ name })
};

const stepWords: Record<ReservationAction, () => string> = {
	accept: m.unsent_step_accept,
	decline: m.unsent_step_decline,
	cancel: m.unsent_step_cancel,
	hand_over: m.unsent_step_hand_over,
	take_back: m.unsent_step_take_back,
	close: m.unsent_step_close,
	report_no_show: m.unsent_step_report_no_show,
	report_lost: m.unsent_step_report_lost,
	excuse_overdue: m.trouble_unsent_excuse,
	found: m.trouble_unsent_found,
	undo_no_show: m.trouble_unsent_undo
};

const giftWords: Record<GiftAction, () => string> = {
	choose: m.gifts_unsent_choose,
	decline: m.gifts_unsent_decline,
	release: m.gifts_unsent_release,
	report_no_show: m.gifts_unsent_report_no_show,
	agree: m.gifts_unsent_agree,
	collect: m.gifts_unsent_collect,
	withdraw: m.gifts_unsent_withdraw
};

const visitWords: Record<VisitAction, () => string> = {
	check_in: m.hall_unsent_check_in,
	leave: m.hall_unsent_leave,
	no_show: m.hall_unsent_no_show,
	cancel: m.hall_unsent_cancel,
	undo: m.hall_unsent_undo
};

const thingWords: Record<RepairAction, () => string> = {
	queue: m.hall_unsent_queue,
	claim: m.hall_unsent_claim,
	call: m.hall_unsent_call,
	release: m.hall_unsent_release,
	pass_on: m.hall_unsent_pass_on,
	needs_part: m.hall_unsent_needs_part,
	done: m.hall_unsent_done,
	return: m.hall_unsent_return,
	discard: m.hall_unsent_discard,
	edit: m.hall_unsent_edit,
	prioritise: m.hall_unsent_prioritise,
	undo: m.hall_unsent_undo
};

const eventWords: Record<EventAction, () => string> = {
	publish: m.events_unsent_publish,
	open: m.events_unsent_open,
	close: m.events_unsent_close,
	reopen: m.events_unsent_reopen,
	cancel: m.events_unsent_cancel
};

const changeWords: Record<ListingAction, () => string> = {
	publish: m.unsent_change_publish,
	pause: m.unsent_change_pause,
	resume: m.unsent_change_resume,
	renew: m.unsent_change_renew,
	close: m.unsent_change_close
};

/** What something unsent is, in words: "Message à Ada : « … »", "Annonce « Perceuse », 3 photos". */
export function saidWords({ operations }: Thing, known: Known): string {
	const photos = operations.find(({ kind, payload }) => kind === 'listings.photos' && photosIn(payload));
	const telling = photos ?? operations.find(({ kind }) => kind !== 'listings.photos') ?? operations[0]!;
	return wordsOf(telling, known);
}

function wordsOf({ kind, payload }: Operation, known: Known): string {
	if (!Object.hasOwn(sayings, kind)) return m.unsent_what_unknown();
	const say = sayings[kind as keyof Commands] as (payload: unknown, known: Known) => string;
	return say(payload, known);
}

function photosIn(payload: unknown): number {
	return (payload as PayloadOf<Commands['listings.photos']>).photos.length;
}

function titleOf(listingId: string, { titles }: Known): string {
	return titles.get(listingId) ?? m.unsent_some_listing();
}

function exchangeOf(id: string, { titles }: Known): string {
	return titles.get(id) ?? m.unsent_some_exchange();
}

function shortened(text: string): string {
	const line = text.replaceAll(/\s+/g, ' ').trim();
	return line.length > longestShown ? `${line.slice(0, longestShown - 1).trimEnd()}…` : line;
}

function lower(text: string): string {
	return text.charAt(0).toLocaleLowerCase() + text.slice(1);
}
