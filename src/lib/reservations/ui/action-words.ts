import { m } from '#lib/i18n/words.ts';
import type { StepAction } from '#lib/reservations/domain/next-step.ts';
import type { Role } from '#lib/reservations/domain/reservation.ts';

interface About {
	kind: string;
	role: Role;
	name: string;
	until: string;
}

const words: Record<StepAction, (about: About) => string> = {
	accept: m.exchanges_do_accept,
	decline: m.exchanges_do_decline,
	cancel: m.exchanges_do_cancel,
	hand_over: (about) => (about.kind === 'loan' ? m.exchanges_do_hand_over(about) : m.exchanges_do_begin()),
	take_back: m.exchanges_do_take_back,
	close: m.exchanges_do_close,
	report_no_show: m.exchanges_do_report_no_show,
	report_lost: m.exchanges_do_report_lost,
	extend: m.exchanges_do_extend,
	accept_extension: m.exchanges_do_accept_extension,
	decline_extension: m.exchanges_do_decline_extension,
	excuse_overdue: m.trouble_do_excuse,
	found: m.trouble_do_found,
	declare_broken: m.trouble_do_broken,
	declare_mended: m.trouble_do_mended,
	find_another: m.trouble_do_find_another,
	write: m.exchanges_do_write,
	ask_again: m.exchanges_do_ask_again
};

/** What a button says. */
export function actionWords(action: StepAction, about: About): string {
	return words[action](about);
}

const done: Partial<Record<StepAction, (about: { name: string }) => string>> = {
	accept: m.exchanges_did_accept,
	decline: m.exchanges_did_decline,
	cancel: m.exchanges_did_cancel,
	hand_over: m.exchanges_did_hand_over,
	take_back: m.exchanges_did_take_back,
	close: m.exchanges_did_close,
	extend: m.exchanges_did_extend,
	excuse_overdue: m.trouble_did_excuse,
	found: m.trouble_did_found,
	declare_broken: m.trouble_did_broken,
	declare_mended: m.trouble_did_mended
};

/** What is said once it was done. */
export function didWords(action: StepAction, name: string): string {
	return (done[action] ?? m.exchanges_did_report)({ name });
}
