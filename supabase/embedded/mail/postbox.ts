import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mail } from '../../letters/compose.ts';
import type { Mailer } from '../api/lite.ts';
import { writeSafely } from '../storage/safe-write.ts';
import { askedRedirect } from '../auth/asked-redirect.ts';
import { proofLink, writeLetter, type Letter, type Purpose } from './letters.ts';

const kept = 100;

/** Mails that would have been sent, newest first, kept in the data folder instead. */
export class Postbox {
	readonly #file: string;
	readonly #site: string;
	#letters: Letter[] = [];
	#writing: Promise<void> = Promise.resolve();

	private constructor(file: string, site: string) {
		this.#file = file;
		this.#site = site;
	}

	/** Opens the postbox of a data folder; links in its mails start with `site`. */
	static async open(dataDir: string, site: string): Promise<Postbox> {
		const postbox = new Postbox(join(dataDir, 'mail.json'), site);
		const text = await readFile(postbox.#file, 'utf8').catch(() => '[]'); // none yet
		postbox.#letters = JSON.parse(text) as Letter[];
		return postbox;
	}

	get letters(): readonly Letter[] {
		return this.#letters;
	}

	/** What `@supabase/lite` calls to send. */
	get mailer(): Mailer {
		const send = (purpose: Purpose) => (email: string, tokenHash: string, code: string) =>
			this.#keep(writeLetter(purpose, email, code, this.#link(purpose, tokenHash)));
		return {
			sendConfirmation: send('signup'),
			sendRecovery: send('recovery'),
			sendMagicLink: send('magiclink'),
			sendEmailChange: send('email_change'),
			sendReauthentication: (email, code) => this.#keep(writeLetter('reauthentication', email, code, null))
		};
	}

	/** Keeps a letter of the product; the same one handed over again is there once. */
	async post({ id, to, subject, text, stop }: Mail): Promise<void> {
		if (this.#letters.some((letter) => letter.id === id)) return;
		await this.#keep({ id, to, subject, text, code: '', link: stop, sentAt: new Date().toISOString() });
	}

	#link(purpose: Purpose, tokenHash: string): string {
		return proofLink(this.#site, purpose, tokenHash, askedRedirect() ?? this.#site);
	}

	async #keep(letter: Letter): Promise<void> {
		this.#letters = [letter, ...this.#letters].slice(0, kept);
		// One after the other: two at once would fight over the file.
		this.#writing = this.#writing.then(() => writeSafely(this.#file, JSON.stringify(this.#letters)));
		await this.#writing;
	}
}
