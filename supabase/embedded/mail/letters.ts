/** A mail as kept for the developer, in both languages. */
export interface Letter {
	/** Of a letter the product writes; a code has none. */
	id?: string;
	to: string;
	subject: string;
	text: string;
	code: string;
	link: string | null;
	sentAt: string;
}

export type Purpose = 'signup' | 'recovery' | 'magiclink' | 'email_change' | 'reauthentication';

const words: Record<Purpose, { subject: string; fr: string; en: string }> = {
	signup: {
		subject: 'Passerelle : confirmez votre adresse · confirm your address',
		fr: 'Pour confirmer votre adresse, saisissez ce code :',
		en: 'To confirm your address, enter this code:'
	},
	recovery: {
		subject: 'Passerelle : nouveau mot de passe · new password',
		fr: 'Pour choisir un nouveau mot de passe, saisissez ce code :',
		en: 'To choose a new password, enter this code:'
	},
	magiclink: {
		subject: 'Passerelle : votre code · your code',
		fr: 'Pour vous connecter, saisissez ce code :',
		en: 'To sign in, enter this code:'
	},
	email_change: {
		subject: 'Passerelle : nouvelle adresse · new address',
		fr: 'Pour confirmer votre nouvelle adresse, saisissez ce code :',
		en: 'To confirm your new address, enter this code:'
	},
	reauthentication: {
		subject: 'Passerelle : votre code · your code',
		fr: 'Pour continuer, saisissez ce code :',
		en: 'To continue, enter this code:'
	}
};

/** Writes the mail that carries `code`, and `link` when following one is enough. */
export function writeLetter(purpose: Purpose, to: string, code: string, link: string | null): Letter {
	const { subject, fr, en } = words[purpose];
	const follow = link ? [`Ou suivez ce lien · or follow this link:\n${link}`] : [];
	const text = [`${fr} ${code}`, `${en} ${code}`, ...follow].join('\n\n');
	return { to, subject, text, code, link, sentAt: new Date().toISOString() };
}

/** The address that proves a mailbox is one's own, then leads to `redirectTo`. */
export function proofLink(site: string, purpose: Purpose, tokenHash: string, redirectTo: string): string {
	const link = new URL('/auth/v1/verify', site);
	link.search = new URLSearchParams({ token: tokenHash, type: purpose, redirect_to: redirectTo }).toString();
	return link.href;
}
