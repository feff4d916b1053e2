import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import { choicesIn, type MailChoices } from '#lib/news/domain/mail-choices.ts';

/** Of what the caller is told by e-mail, and when. @throws {Refusal} `sign_in_first` */
export async function readMailChoices(db: Db): Promise<MailChoices> {
	return choicesIn(answer(await db.rpc('my_details')) as Record<string, unknown>);
}

/** Writes them; `opId` makes it safe to repeat. @throws {Refusal} `invalid_value` */
export async function saveMailChoices(db: Db, opId: string, choices: MailChoices): Promise<void> {
	const details = Object.fromEntries(Object.entries(choices).map(([topic, choice]) => [`mail_${topic}`, choice]));
	answer(await db.rpc('save_my_details', { details, op_id: opId }));
}

/** Stops e-mails like the one whose link this is. Whether the link is known. */
export async function unsubscribe(db: Db, token: string): Promise<boolean> {
	return answer(await db.rpc('unsubscribe', { token })) as boolean;
}
