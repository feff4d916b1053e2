import type { Sql } from 'postgres';
import { composeLetter, type Leaving, type Mail } from './compose.ts';

/** Hands a mail over; throws when it was not taken. */
export type Post = (mail: Mail) => Promise<void>;

/** More than a minute's worth: the next minute goes on. */
const most = 200;

/**
 * Sends the letters that are due, one at a time; answers how many left. Each stays locked while it is handed over, and is
 * settled in the same transaction: two who send never take the same one, and one who is killed leaves it unsent. Between a
 * mail server's yes and that commit there is no certainty: then it is sent again, under the same Message-ID.
 */
export async function deliverLetters(sql: Sql, post: Post, site: string): Promise<number> {
	let left = 0;
	for (let tried = 0; tried < most; tried++) {
		const took = await sql.begin(async (tx) => {
			const [next] = await tx<{ letter: Leaving | null }[]>`select private.next_letter() as letter`;
			const letter = next?.letter;
			if (!letter) return null;
			const hasLeft = await post(composeLetter(letter, site, Date.now())).then(
				() => true,
				() => false // tried again later; what the mail server said may quote an address
			);
			await tx`select private.settle_letter(${letter.id}, ${hasLeft})`;
			return { hasLeft };
		});
		if (!took) break;
		if (took.hasLeft) left++;
	}
	return left;
}
