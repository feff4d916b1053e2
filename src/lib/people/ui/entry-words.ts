import type { EntryRefusalCode } from '#lib/people/domain/entry-refusal.ts';
import { m } from '#lib/i18n/words.ts';

const sentences: Record<EntryRefusalCode, () => string> = {
	wrong_password: m.account_entry_wrong_password,
	wrong_code: m.account_entry_wrong_code,
	code_ended: m.account_entry_code_ended,
	too_many_tries: m.account_entry_too_many_tries,
	weak_password: m.account_entry_weak_password,
	same_password: m.account_entry_same_password,
	bad_email: m.account_entry_bad_email,
	not_open: m.account_entry_not_open,
	sign_in_again: m.account_entry_sign_in_again,
	offline: m.account_entry_offline,
	no_answer: m.account_entry_no_answer
};

/** What a person reads when signing in, or up, was refused. */
export function entryWords(code: EntryRefusalCode): string {
	return sentences[code]();
}

const mendings = {
	name_missing: m.account_mend_name_missing,
	email_missing: m.account_mend_email_missing,
	email_no_at: m.account_mend_email_no_at,
	email_no_end: m.account_mend_email_no_end,
	password_missing: m.account_mend_password_missing,
	password_short: m.account_mend_password_short,
	not_agreed: m.account_mend_not_agreed,
	code_missing: m.account_mend_code_missing
};

/** How to mend a line of a form; nothing when there is nothing to mend. */
export function mendWords(problem: keyof typeof mendings | null | undefined): string | null {
	return problem ? mendings[problem]() : null;
}
