import { openOutboxHere } from '#lib/commands.ts';
import { followPerson } from '#lib/conversations/data/live.ts';
import { isRefusal } from '#lib/errors/refusal.ts';
import { changes } from '#lib/offline/changes.ts';
import { freshest } from '#lib/offline/later.ts';
import type { Session } from '#lib/people/ui/session.svelte.ts';
import { waitingAmong } from '#lib/reservations/domain/waiting.ts';
import { isOffered } from '#lib/waits/domain/wait.ts';
import { keepingMine } from './keeping-mine.ts';
import { giftLines } from './gift-lines.ts';
import { myExchanges } from './my-exchanges.ts';
import { myGifts } from './my-gifts.ts';
import { newsKey } from './my-things.ts';
import { showLate } from './read-again.ts';

/** What lists of exchanges depend on. */
export const listKey = 'exchanges:list';
/** What one exchange depends on. */
export const oneKey = 'exchanges:one';

/** What the screens of a repair session depend on. */
export const hallKey = 'repairs:session';

const isOfHall = (table: string) => table === 'visits' || table === 'repair_items';

/** Keeps the count beside "Échanges" true, and the pages that show exchanges fresh, until it is stopped. */
export function watchWaiting(session: Session, me: string): () => void {
	let reading: Promise<void> | null = null;
	let again = false;

	async function read() {
		const [{ value }, gifts] = await Promise.all([freshest(myExchanges(me)), freshest(myGifts(me))]);
		const given = giftLines(gifts.value, me, Date.now()).filter(({ group }) => group === 'waiting');
		const ids = new Set(given.map(({ id }) => id));
		const talks = value.talks.filter(({ id }) => !ids.has(id));
		const among = waitingAmong(value.reservations, talks, me, Date.now());
		const offered = (value.waits ?? []).filter((wait) => isOffered(wait, Date.now()));
		if (session.person?.id === me) session.waiting = among.length + given.length + offered.length;
	}

	function count() {
		again = reading !== null;
		reading ??= read()
			.catch((error) => {
				// Without network the last count stays; the next change or poll tries again.
				if (!isRefusal(error)) console.error(error);
			})
			.finally(() => {
				reading = null;
				if (again) count();
			});
	}

	let hallSoon: ReturnType<typeof setTimeout> | undefined;
	let soon: ReturnType<typeof setTimeout> | undefined;
	const keeping = keepingMine(me);

	// The first change comes when the channel is joined: without network it never does.
	count();
	const stop = followPerson(me, (change) => {
		changes.known++;
		// The hall of a session moves all the time, and moves nothing else.
		if (change && isOfHall(change.table)) {
			hallSoon ??= setTimeout(() => {
				hallSoon = undefined;
				void showLate(hallKey);
			}, 300);
			return;
		}
		// The channel stands again, so the network may: what is unsent is tried.
		if (!change) void openOutboxHere().then((here) => here?.outbox.kick(true), console.info);
		if (change?.table !== 'messages' && change?.table !== 'participants') void showLate(oneKey);
		// A burst of changes is counted once, after what is on screen had its turn.
		clearTimeout(soon);
		soon = setTimeout(() => {
			void showLate(listKey, hallKey, newsKey);
			count();
		}, 300);
		keeping.hear(change !== null);
	});
	return () => {
		clearTimeout(soon);
		clearTimeout(hallSoon);
		keeping.stop();
		stop();
	};
}
