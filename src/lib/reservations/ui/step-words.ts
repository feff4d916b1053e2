import { getLocale, m } from '#lib/i18n/words.ts';
import type { NextStep, Situation } from '#lib/reservations/domain/next-step.ts';
import { firstDay, isByDay, lastDay, type Reservation, type Role } from '#lib/reservations/domain/reservation.ts';
import { dayOf, timeOf } from '#lib/time/paris.ts';
import { dayWords, momentWords, nearDayWords, startWords, timeWords } from '#lib/time/words.ts';

interface Said {
	name: string;
	kind: string;
	/** Until when an answer is due. */
	when: string;
	/** When the two meet. */
	day: string;
	/** When it comes back; with an extension asked for, when it would. */
	until: string;
}

type Sentence = (said: Said) => string;

// Written out one by one, so that the build keeps these sentences and no other.
const titles: Record<Situation, [owner: Sentence, borrower: Sentence]> = {
	answer: [m.exchanges_answer_owner, m.exchanges_answer_borrower],
	await_answer: [m.exchanges_await_answer_owner, m.exchanges_await_answer_borrower],
	unanswered: [m.exchanges_unanswered_owner, m.exchanges_unanswered_borrower],
	answer_extension: [m.exchanges_answer_extension_owner, m.exchanges_answer_extension_owner],
	meet: [m.exchanges_meet_owner, m.exchanges_meet_borrower],
	meet_late: [m.exchanges_meet_late_owner, m.exchanges_meet_late_borrower],
	missed: [m.exchanges_missed_owner, m.exchanges_missed_borrower],
	broken: [m.trouble_broken_owner, m.trouble_broken_borrower],
	keep: [m.exchanges_keep_owner, m.exchanges_keep_borrower],
	overdue: [m.exchanges_overdue_owner, m.exchanges_overdue_borrower],
	check: [m.exchanges_check_owner, m.exchanges_check_borrower],
	closed: [m.exchanges_closed_owner, m.exchanges_closed_borrower],
	declined: [m.exchanges_declined_owner, m.exchanges_declined_borrower],
	expired: [m.exchanges_expired_owner, m.exchanges_expired_borrower],
	cancelled: [m.exchanges_cancelled_owner, m.exchanges_cancelled_borrower],
	no_show: [m.exchanges_no_show_owner, m.exchanges_no_show_borrower],
	lost: [m.exchanges_lost_owner, m.exchanges_lost_borrower]
};

const lines: Record<Situation, Sentence> = {
	answer: m.exchanges_line_answer,
	await_answer: m.exchanges_line_await_answer,
	unanswered: m.exchanges_line_unanswered,
	answer_extension: m.exchanges_line_answer_extension,
	meet: m.exchanges_line_meet,
	meet_late: m.exchanges_line_meet_late,
	missed: m.exchanges_line_missed,
	broken: m.trouble_broken_line,
	keep: m.exchanges_line_keep,
	overdue: m.exchanges_line_overdue,
	check: m.exchanges_line_check,
	closed: m.exchanges_line_closed,
	declined: m.exchanges_line_declined,
	expired: m.exchanges_line_expired,
	cancelled: m.exchanges_line_cancelled,
	no_show: m.exchanges_line_no_show,
	lost: m.exchanges_line_lost
};

/** The other's name, or words for somebody whose account is gone. */
export function nameOf(party: { name: string }): string {
	return party.name || m.exchanges_gone_person();
}

/** What an exchange is about, or words for a listing that is gone. */
export function titleOf(reservation: Pick<Reservation, 'listing'>): string {
	return reservation.listing?.title ?? m.exchanges_gone_listing();
}

/** Where an exchange stands, as the title of its next step and as a short line for lists. */
export function stepWords(reservation: Reservation, role: Role, { situation }: NextStep, now: number) {
	const language = getLocale();
	const other = role === 'owner' ? reservation.borrower : reservation.owner;
	const today = dayOf(now);
	const end = situation === 'answer_extension' && reservation.extensionUntil ? reservation.extensionUntil : null;
	const hour = (instant: string) => (isByDay(reservation) ? '' : ` ${timeWords(timeOf(instant), language)}`);
	const said: Said = {
		name: nameOf(other),
		kind: reservation.kind,
		when: momentWords(Math.min(Date.parse(reservation.respondBy), Date.parse(reservation.endsAt)), now, language),
		day: nearDayWords(firstDay(reservation), today, language) + hour(reservation.startsAt),
		until:
			nearDayWords(lastDay({ endsAt: end ?? reservation.endsAt }), today, language) + hour(end ?? reservation.endsAt)
	};
	return {
		title: titles[situation][role === 'owner' ? 0 : 1](said),
		line: lines[situation](said),
		until: said.until
	};
}

/** "Du vendredi 4 au dimanche 6 décembre", "Le samedi 5 décembre". */
export function periodWords(reservation: Pick<Reservation, 'startsAt' | 'endsAt'>): string {
	const from = firstDay(reservation);
	const until = lastDay(reservation);
	const language = getLocale();
	const hours = (instant: string) => (isByDay(reservation) ? '' : ` ${timeWords(timeOf(instant), language)}`);
	if (from === until && isByDay(reservation)) return m.exchanges_period_day({ day: dayWords(from, language) });
	const start = isByDay(reservation) ? startWords(from, until, language) : dayWords(from, language);
	return m.exchanges_period({
		from: start + hours(reservation.startsAt),
		until: dayWords(until, language) + hours(reservation.endsAt)
	});
}

/** "19 h", "40 min": what is left of a delay, in milliseconds. */
export function remainingWords(ms: number): string {
	const minutes = Math.max(1, Math.round(ms / 60_000));
	return minutes < 90
		? m.exchanges_minutes({ count: minutes })
		: m.exchanges_hours({ count: Math.round(minutes / 60) });
}
