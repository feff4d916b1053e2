import { openOutboxHere } from '#lib/commands.ts';
import { followPerson } from '#lib/conversations/data/live.ts';
import { isRefusal } from '#lib/errors/refusal.ts';
import { freshest } from '#lib/offline/later.ts';
import type { Session } from '#lib/people/ui/session.svelte.ts';
import { waitingAmong } from '#lib/reservations/domain/waiting.ts';
import { keepingMine } from './keeping-mine.ts';
import { myExchanges } from './my-exchanges.ts';
import { readAgain } from './read-again.ts';

/** What lists of exchanges depend on. */
export const listKey = 'exchanges:list';
/** What one exchange depends on. */
export const oneKey = 'exchanges:one';

/** Keeps the count beside "Échanges" true, and the pages that show exchanges fresh, until it is stopped. */
export function watchWaiting(session: Session, me: string): () => void {
	let reading: Promise<void> | null = null;
	let again = false;

	async function read() {
		const { reservations, talks } = (await freshest(myExchanges(me))).value;
		if (session.person?.id === me) session.waiting = waitingAmong(reservations, talks, me, Date.now()).length;
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

	let soon: ReturnType<typeof setTimeout> | undefined;
	const keeping = keepingMine(me);

	// The first change comes when the channel is joined: without network it never does.
	count();
	const stop = followPerson(me, (change) => {
		// The channel stands again, so the network may: what is unsent is tried.
		if (!change) void openOutboxHere().then((here) => here?.outbox.kick(true), console.info);
		if (change?.table !== 'messages' && change?.table !== 'participants') void readAgain(oneKey);
		// A burst of changes is counted once, after what is on screen had its turn.
		clearTimeout(soon);
		soon = setTimeout(() => {
			count();
			void readAgain(listKey);
		}, 300);
		keeping.hear(change !== null);
	});
	return () => {
		clearTimeout(soon);
		keeping.stop();
		stop();
	};
}
