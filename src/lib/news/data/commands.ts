import { hasLanded } from '#lib/database/receipts.ts';
import type { MailChoices } from '#lib/news/domain/mail-choices.ts';
import type { Kind } from '#lib/offline/command.ts';
import { saveMailChoices } from './mail.ts';
import { markNewsRead } from './news.ts';

/** Each in a lane of its own: one read mark does not take the place of another. */
const read: Kind<{ ids: string[] }> = {
	v: 1,
	lane: (_payload, id) => `news:${id}`,
	perform: (db, id, { ids }) => markNewsRead(db, id, ids),
	landed: hasLanded,
	fleeting: true
};

const saveMail: Kind<MailChoices> = {
	v: 1,
	lane: () => 'mail',
	perform: saveMailChoices,
	landed: hasLanded
};

export const newsCommands = { 'news.read': read, 'news.save_mail': saveMail };
