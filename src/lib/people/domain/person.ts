/** A resident, as other residents see them. */
export interface Person {
	id: string;
	name: string;
	about: string;
	/** Language codes, `fr`, `br`... */
	languages: string[];
	communeCode: string | null;
	/** ISO instant. */
	joinedAt: string;
}

/** What a person may change of how others see them. */
export type Profile = Pick<Person, 'name' | 'about' | 'languages' | 'communeCode'>;

export const longestName = 60;
export const longestAbout = 1000;
/** Shortest password we accept; the server has the last word. */
export const shortestPassword = 10;

/** Languages offered for "I speak". Their names come from the reader's own browser. */
export const spokenLanguages = [
	'fr',
	'br',
	'en',
	'ar',
	'es',
	'pt',
	'tr',
	'ru',
	'uk',
	'zh',
	'so',
	'de',
	'it',
	'fsl'
] as const;

/** What is wrong with the first lines of an account, by field; empty when all is well. A courtesy: the server decides. */
export function missingToJoin(asked: { name: string; email: string; password: string; agreed: boolean }) {
	return {
		...(asked.name.trim() ? {} : { name: 'name_missing' as const }),
		...(emailProblem(asked.email) ? { email: emailProblem(asked.email)! } : {}),
		...(asked.password.length < shortestPassword ? { password: 'password_short' as const } : {}),
		...(asked.agreed ? {} : { agreed: 'not_agreed' as const })
	};
}

/** Why `email` cannot be an address, or `null`. */
export function emailProblem(email: string): 'email_missing' | 'email_no_at' | 'email_no_end' | null {
	const text = email.trim();
	if (!text) return 'email_missing';
	if (!/^[^@\s]+@[^@\s]+$/.test(text)) return 'email_no_at';
	return /@[^@\s]+\.[^@\s.]{2,}$/.test(text) ? null : 'email_no_end';
}
