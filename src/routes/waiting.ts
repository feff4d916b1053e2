import { openOutboxHere } from '#lib/commands.ts';
import { followPerson } from '#lib/conversations/data/live.ts';
import { listTalks } from '#lib/conversations/data/conversations.ts';
import type { Db } from '#lib/database/client.ts';
import { memberDb } from '#lib/database/member.ts';
import { isRefusal } from '#lib/errors/refusal.ts';
import type { Session } from '#lib/people/ui/session.svelte.ts';
import { listReservations } from '#lib/reservations/data/reservations.ts';
import { waitingAmong, type WaitingItem } from '#lib/reservations/domain/waiting.ts';
import { readAgain } from './read-again.ts';

/** What lists of exchanges depend on. */
export const listKey = 'exchanges:list';
/** What one exchange depends on. */
export const oneKey = 'exchanges:one';

/** What waits for `me` now: steps of exchanges, and conversations with something new. */
export async function listWaiting(db: Db, me: string): Promise<WaitingItem[]> {
	const [reservations, talks] = await Promise.all([listReservations(db), listTalks(db, me)]);
	return waitingAmong(reservations, talks, me, Date.now());
}

/** Keeps the count beside "Échanges" true, and the pages that show exchanges fresh, until it is stopped. */
export function watchWaiting(session: Session, me: string): () => void {
	let reading: Promise<void> | null = null;
	let again = false;

	async function read() {
		const db = await memberDb();
		if (db && session.person?.id === me) session.waiting = (await listWaiting(db, me)).length;
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
	});
	return () => {
		clearTimeout(soon);
		stop();
	};
}
