import { hasLanded } from '#lib/database/receipts.ts';
import type { Kind } from '#lib/offline/command.ts';
import { closeFeed, openFeed } from './calendar.ts';

/** One feed each: what is said last stands. */
const lane = () => 'calendar';

const open: Kind<{ token: string }> = {
	v: 1,
	lane,
	perform: (db, id, { token }) => openFeed(db, id, token),
	landed: hasLanded
};

const close: Kind<Record<string, never>> = {
	v: 1,
	lane,
	perform: (db, id) => closeFeed(db, id),
	landed: hasLanded
};

export const calendarCommands = { 'calendar.open_feed': open, 'calendar.close_feed': close };
