import type { commands } from '#lib/commands.ts';
import { getLocale, m } from '#lib/i18n/words.ts';
import type { ListingAction } from '#lib/listings/domain/own-listing.ts';
import type { PayloadOf } from '#lib/offline/command.ts';
import type { Operation } from '#lib/offline/outbox/operation.ts';
import type { Thing } from '#lib/offline/unsent/things.ts';
import { lastDay, type ReservationAction } from '#lib/reservations/domain/reservation.ts';
import { periodWords } from '#lib/reservations/ui/step-words.ts';
import { dayWords } from '#lib/time/words.ts';
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
	'reservations.request': (request, known) =>
		m.unsent_what_request({ title: titleOf(request.listingId, known), period: lower(periodWords(request)) }),
	'reservations.advance': ({ reservationId, action }, known) =>
		m.unsent_what_step({ title: exchangeOf(reservationId, known), step: stepWords[action]() }),
	'reservations.extend': ({ reservationId, endsAt }, known) =>
		m.unsent_what_extend({
			title: exchangeOf(reservationId, known),
			day: dayWords(lastDay({ endsAt }), getLocale())
		}),
	'reservations.condition': ({ reservationId, note }, known) =>
		m.unsent_what_condition({ title: exchangeOf(reservationId, known), words: shortened(note) }),
	'listings.save': ({ title }) => m.unsent_what_listing({ title }),
	'listings.photos': ({ listingId, photos }, known) =>
		m.unsent_what_listing_photos({ title: titleOf(listingId, known), count: photos.length }),
	'listings.advance': ({ listingId, action }, known) =>
		m.unsent_what_listing_change({ title: titleOf(listingId, known), change: changeWords[action]() }),
	'listings.discard': ({ listingId }, known) =>
		m.unsent_what_listing_change({ title: titleOf(listingId, known), change: m.unsent_change_discard() }),
	'listings.windows': () => m.unsent_what_windows(),
	'people.save': () => m.unsent_what_profile(),
	'people.save_details': () => m.unsent_what_details(),
	'people.block': ({ personId }, { names }) =>
		m.unsent_what_block({ name: names.get(personId) ?? m.unsent_some_person() }),
	'reports.send': ({ note }) => m.unsent_what_report({ words: shortened(note) })
};

const stepWords: Record<ReservationAction, () => string> = {
	accept: m.unsent_step_accept,
	decline: m.unsent_step_decline,
	cancel: m.unsent_step_cancel,
	hand_over: m.unsent_step_hand_over,
	take_back: m.unsent_step_take_back,
	close: m.unsent_step_close,
	report_no_show: m.unsent_step_report_no_show,
	report_lost: m.unsent_step_report_lost
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
