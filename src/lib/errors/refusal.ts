/** Every reason the product can say no. Same tokens as `supabase/migrations`; each has its sentences in `errors.*.json`. */
export const refusalStatus = {
	sign_in_first: 401,
	not_allowed: 403,
	not_available: 404,
	not_found: 404,
	own_listing: 422,
	dates_taken: 409,
	starts_in_past: 422,
	period_too_long: 422,
	period_too_short: 422,
	outside_windows: 422,
	wrong_state: 409,
	already_done: 409,
	answer_too_late: 409,
	full: 409,
	quota_reached: 429,
	too_fast: 429,
	not_a_member: 403,
	authorisation_needed: 403,
	id_reused: 409,
	invalid_value: 422,
	too_long: 422,
	account_paused: 403,
	offline: 503,
	no_room: 507,
	not_accepted: 422
} as const;

export type RefusalCode = keyof typeof refusalStatus;

/** An expected "no". Anything else thrown is a fault: let it rise to `handleError`. */
export class Refusal extends Error {
	override readonly name = 'Refusal';
	readonly code: RefusalCode;
	readonly status: number;

	constructor(code: RefusalCode, cause?: unknown) {
		super(code, { cause });
		this.code = code;
		this.status = refusalStatus[code];
	}
}

/** Whether `error` is a "no" that a person should read. */
export function isRefusal(error: unknown): error is Refusal {
	return error instanceof Refusal;
}

/** Whether `text`, as raised by the database, is one of our refusals. */
export function isRefusalCode(text: string): text is RefusalCode {
	return Object.hasOwn(refusalStatus, text);
}
