import type { RefusalCode } from '#lib/errors/refusal.ts';
import { m } from './words.ts';

// Written out one by one, so that the build keeps these sentences and no other.
const sentences: Record<RefusalCode, [why: () => string, next: () => string]> = {
	sign_in_first: [m.errors_sign_in_first_why, m.errors_sign_in_first_next],
	not_allowed: [m.errors_not_allowed_why, m.errors_not_allowed_next],
	not_available: [m.errors_not_available_why, m.errors_not_available_next],
	not_found: [m.errors_not_found_why, m.errors_not_found_next],
	own_listing: [m.errors_own_listing_why, m.errors_own_listing_next],
	dates_taken: [m.errors_dates_taken_why, m.errors_dates_taken_next],
	starts_in_past: [m.errors_starts_in_past_why, m.errors_starts_in_past_next],
	period_too_long: [m.errors_period_too_long_why, m.errors_period_too_long_next],
	period_too_short: [m.errors_period_too_short_why, m.errors_period_too_short_next],
	outside_windows: [m.errors_outside_windows_why, m.errors_outside_windows_next],
	wrong_state: [m.errors_wrong_state_why, m.errors_wrong_state_next],
	already_done: [m.errors_already_done_why, m.errors_already_done_next],
	answer_too_late: [m.errors_answer_too_late_why, m.errors_answer_too_late_next],
	full: [m.errors_full_why, m.errors_full_next],
	quota_reached: [m.errors_quota_reached_why, m.errors_quota_reached_next],
	too_fast: [m.errors_too_fast_why, m.errors_too_fast_next],
	not_a_member: [m.errors_not_a_member_why, m.errors_not_a_member_next],
	authorisation_needed: [m.errors_authorisation_needed_why, m.errors_authorisation_needed_next],
	id_reused: [m.errors_id_reused_why, m.errors_id_reused_next],
	invalid_value: [m.errors_invalid_value_why, m.errors_invalid_value_next],
	too_long: [m.errors_too_long_why, m.errors_too_long_next],
	account_paused: [m.errors_account_paused_why, m.errors_account_paused_next],
	offline: [m.errors_offline_why, m.errors_offline_next],
	no_room: [m.errors_no_room_why, m.errors_no_room_next],
	not_accepted: [m.errors_not_accepted_why, m.errors_not_accepted_next]
};

/** What to tell the reader about a refusal: why it was refused, and what they can do next. */
export function sentenceFor(code: RefusalCode): { why: string; next: string } {
	const [why, next] = sentences[code];
	return { why: why(), next: next() };
}
