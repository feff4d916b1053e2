import type { Db } from '#lib/database/client.ts';
import { memberClient } from '#lib/database/member.ts';
import { answer } from '#lib/database/answer.ts';

/** What the database says has changed; `null` when anything may have while nobody listened. */
export type Change = { table: string; id: string } | null;

const netMs = 30_000;
const soonestMs = 1_000;
const latestMs = 30_000;

/** Tells `onchange` about everything that changes for a person. Answers how to stop. */
export function followPerson(personId: string, onchange: (change: Change) => void): () => void {
	return follow(() => Promise.resolve(`person:${personId}`), onchange);
}

/** Tells `onchange` about a conversation; after a block its topic has a new epoch, which is asked for again. */
export function followConversation(db: Db, id: string, onchange: (change: Change) => void): () => void {
	return follow(async () => {
		const rows = answer(await db.from('conversations').select('epoch').eq('id', id).limit(1)) as { epoch: number }[];
		return rows[0] ? `conversation:${id}:${rows[0].epoch}` : null;
	}, onchange);
}

// Three nets under the channel: joining again after a fall, coming back to the page or the network, and a slow poll.
function follow(topic: () => Promise<string | null>, onchange: (change: Change) => void): () => void {
	let stopped = false;
	let joined = false;
	let wait = soonestMs;
	let again: ReturnType<typeof setTimeout> | undefined;
	let leave = async () => {};

	async function join() {
		clearTimeout(again);
		// The client answers an old channel of the same name as long as it is not gone.
		await leave();
		const client = await memberClient();
		const name = await topic().catch(() => undefined);
		if (stopped || name === null) return;
		if (name === undefined) return later();
		await client.realtime.setAuth();
		if (stopped) return;
		const channel = client.channel(name, { config: { private: true } });
		let left = false;
		leave = async () => {
			left = true;
			joined = false;
			leave = async () => {};
			await client.removeChannel(channel);
		};
		channel
			.on('broadcast', { event: 'changed' }, ({ payload }) => onchange(payload as Change))
			.subscribe((status) => {
				if (left) return;
				joined = status === 'SUBSCRIBED';
				if (!joined) return later();
				wait = soonestMs;
				onchange(null);
			});
	}

	function later() {
		clearTimeout(again);
		if (stopped) return;
		again = setTimeout(() => void join(), wait);
		wait = Math.min(wait * 2, latestMs);
	}

	function back() {
		if (document.visibilityState !== 'visible') return;
		if (joined) return onchange(null);
		wait = soonestMs;
		void join();
	}

	const net = setInterval(() => document.visibilityState === 'visible' && onchange(null), netMs);
	document.addEventListener('visibilitychange', back);
	addEventListener('online', back);
	void join();

	return () => {
		stopped = true;
		clearTimeout(again);
		clearInterval(net);
		document.removeEventListener('visibilitychange', back);
		removeEventListener('online', back);
		void leave();
	};
}
