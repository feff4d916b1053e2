/** Ways in which signing in, signing up or changing a password can be refused; each has a sentence. */
export const entryRefusals = [
	'wrong_password',
	'wrong_code',
	'code_ended',
	'too_many_tries',
	'weak_password',
	'same_password',
	'bad_email',
	'not_open',
	'sign_in_again',
	'offline',
	'no_answer'
] as const;

export type EntryRefusalCode = (typeof entryRefusals)[number];

/** What the sign-in service says when it says no. */
export interface EntryError {
	code?: string | undefined;
	status?: number | undefined;
	message?: string | undefined;
}

const byCode: Record<string, EntryRefusalCode> = {
	invalid_credentials: 'wrong_password',
	otp_expired: 'wrong_code',
	flow_state_expired: 'code_ended',
	flow_state_not_found: 'code_ended',
	bad_code_verifier: 'code_ended',
	over_request_rate_limit: 'too_many_tries',
	over_email_send_rate_limit: 'too_many_tries',
	over_sms_send_rate_limit: 'too_many_tries',
	weak_password: 'weak_password',
	same_password: 'same_password',
	email_address_invalid: 'bad_email',
	email_address_not_authorized: 'bad_email',
	signup_disabled: 'not_open',
	email_provider_disabled: 'not_open',
	session_not_found: 'sign_in_again',
	session_expired: 'sign_in_again',
	bad_jwt: 'sign_in_again',
	no_authorization: 'sign_in_again',
	refresh_token_not_found: 'sign_in_again',
	refresh_token_already_used: 'sign_in_again',
	reauthentication_needed: 'sign_in_again'
};

// Older servers send no code, only words.
const byWords: [RegExp, EntryRefusalCode][] = [
	[/invalid login credentials/i, 'wrong_password'],
	[/token has expired|invalid (otp|token)|otp.*(expired|invalid)/i, 'wrong_code'],
	[/rate limit|too many|for security purposes/i, 'too_many_tries'],
	[/password should|weak password/i, 'weak_password'],
	[/different from the old/i, 'same_password'],
	[/validate email|invalid email|email.*invalid/i, 'bad_email'],
	[/session.*missing|jwt/i, 'sign_in_again']
];

/** Which sentence a refusal of the sign-in service deserves. The one place that knows its codes. */
export function entryRefusalFor(error: EntryError): EntryRefusalCode {
	const words = error.message ?? '';
	if (error.status === 429) return 'too_many_tries';
	const known = byCode[error.code ?? ''] ?? byWords.find(([pattern]) => pattern.test(words))?.[1];
	return known ?? 'no_answer';
}

/** Whether the answer would tell a stranger that an address has, or has not, an account here. */
export function tellsWhoIsHere(error: EntryError): boolean {
	return (
		['user_already_exists', 'email_exists', 'user_not_found', 'otp_disabled', 'email_not_confirmed'].includes(
			error.code ?? ''
		) || /already registered|user not found|signups not allowed for otp|not confirmed/i.test(error.message ?? '')
	);
}
