import { getLocale, m } from '#lib/i18n/words.ts';
import { giftRoleOf, otherOf, type GiftRequest, type GiftRole } from '#lib/gifts/domain/gift.ts';
import type { GiftDoing, GiftSituation, GiftStep } from '#lib/gifts/domain/gift-step.ts';
import type { GiftRule } from '#lib/listings/domain/listing.ts';
import { momentWords } from '#lib/time/words.ts';

/** Who is given a thing, in a few words. */
export const ruleWords: Record<GiftRule, () => string> = {
	first_come: m.gifts_rule_first_come,
	owner_picks: m.gifts_rule_owner_picks,
	draw: m.gifts_rule_draw
};

/** How that works; `name` gives. */
export function ruleMore(rule: GiftRule, name: string): string {
	if (rule === 'owner_picks') return m.gifts_how_owner_picks({ name });
	return rule === 'draw' ? m.gifts_how_draw() : m.gifts_how_first_come();
}

interface Said {
	role: GiftRole;
	name: string;
	when: string;
}

type Sentence = (said: Said) => string;

// Written out one by one, so that the build keeps these sentences and no other.
const sentences: Record<GiftSituation, [title: Sentence, line: Sentence]> = {
	wait_draw: [m.gifts_is_wait_draw, m.gifts_line_wait_draw],
	wait_choice: [m.gifts_is_wait_choice, m.gifts_line_wait_choice],
	to_choose: [m.gifts_is_to_choose, m.gifts_line_to_choose],
	say_when: [m.gifts_is_say_when, m.gifts_line_say_when],
	answer_time: [m.gifts_is_answer_time, m.gifts_line_answer_time],
	await_time: [m.gifts_is_await_time, m.gifts_line_await_time],
	meet: [m.gifts_is_meet, m.gifts_line_meet],
	missed: [m.gifts_is_missed, m.gifts_line_missed],
	confirm: [m.gifts_is_confirm, m.gifts_line_confirm],
	await_confirm: [m.gifts_is_await_confirm, m.gifts_line_await_confirm],
	collected: [m.gifts_is_collected, m.gifts_line_collected],
	not_chosen: [m.gifts_is_not_chosen, m.gifts_line_not_chosen],
	in_line: [m.gifts_is_in_line, m.gifts_line_in_line],
	withdrawn: [m.gifts_is_withdrawn, m.gifts_line_withdrawn],
	no_show: [m.gifts_is_no_show, m.gifts_line_no_show]
};

/** The other's name, or words for somebody whose account is gone. */
export function partyName(party: { name: string }): string {
	return party.name || m.exchanges_gone_person();
}

/** What a request is for, or words for an announcement that is gone. */
export function giftTitle({ listing }: Pick<GiftRequest, 'listing'>): string {
	return listing?.title ?? m.exchanges_gone_listing();
}

/** Where a request stands for `me`: a title, a short line for lists, and what to know besides. */
export function giftStepWords(request: GiftRequest, me: string, { situation }: GiftStep, now: number) {
	const role = giftRoleOf(request, me);
	const name = partyName(otherOf(request, me));
	const instant = request.pickupAt ?? request.listing?.chooseBy;
	const said = { role, name, when: instant ? momentWords(instant, now, getLocale()) : '' };
	const [title, line] = sentences[situation];
	return { title: title(said), line: line(said), more: moreOf(request, role, name, situation) };
}

function moreOf({ ticket, listing }: GiftRequest, role: GiftRole, name: string, situation: GiftSituation) {
	if (situation === 'no_show') return m.gifts_more_no_show();
	if (role === 'owner') return situation === 'missed' ? m.gifts_more_missed_owner() : null;
	if (situation === 'wait_draw')
		return m.gifts_more_wait_draw({ ticket: ticket.replaceAll(/(.{4})(?=.)/g, '$1\u00a0') });
	if (situation === 'wait_choice') return m.gifts_more_wait_choice();
	if (situation === 'in_line') return m.gifts_more_in_line();
	if (situation === 'say_when') return m.gifts_more_say_when({ name });
	if (situation !== 'not_chosen') return null;
	return listing?.rule === 'draw' ? m.gifts_more_not_chosen_draw() : m.gifts_more_not_chosen();
}

/** What a button says. */
export function giftActionWords(action: GiftDoing, request: GiftRequest, me: string, now: number): string {
	const role = giftRoleOf(request, me);
	const name = partyName(otherOf(request, me));
	const when = request.pickupAt ? momentWords(request.pickupAt, now, getLocale()) : '';
	const words: Record<GiftDoing, () => string> = {
		choose: () => m.gifts_do_choose({ name }),
		decline: () => m.gifts_do_decline(),
		release: () => m.gifts_do_release(),
		report_no_show: () => m.gifts_do_report_no_show(),
		agree: () => m.gifts_do_agree({ when }),
		collect: () => m.gifts_do_collect({ role }),
		withdraw: () => (request.state === 'chosen' ? m.gifts_do_withdraw_chosen() : m.gifts_do_withdraw()),
		appoint: () => (request.pickupAt ? m.gifts_do_appoint_other() : m.gifts_do_appoint()),
		write: () => m.gifts_do_write({ name })
	};
	return words[action]();
}

/** What is said once it was done. */
export function giftDidWords(action: Exclude<GiftDoing, 'write'>, name: string): string {
	const words: Record<Exclude<GiftDoing, 'write'>, () => string> = {
		choose: () => m.gifts_did_choose({ name }),
		decline: () => m.gifts_did_decline({ name }),
		release: () => m.gifts_did_release(),
		report_no_show: () => m.gifts_did_report_no_show(),
		agree: () => m.gifts_did_agree(),
		collect: () => m.gifts_did_collect(),
		withdraw: () => m.gifts_did_withdraw(),
		appoint: () => m.gifts_did_appoint({ name })
	};
	return words[action]();
}
