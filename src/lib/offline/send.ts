import { Refusal } from '#lib/errors/refusal.ts';
import { changes } from './changes.ts';
import { newId, type Kinds, type PayloadOf } from './command.ts';
import type { OutboxHere } from './outbox/here.ts';
import type { Bytes } from './outbox/outbox.ts';

/** What became of a wish: the database has it, or this device keeps it until then. */
export interface Sent {
	id: string;
	state: 'done' | 'kept';
}

/** With a network, an answer comes within this, or the page goes on: words, and photographs. */
const answersWithinMs = 5_000;
const uploadsWithinMs = 60_000;

/** The one way a wish of the resident leaves the page. `kinds` is the switchboard, `open` answers their outbox. */
export function sender<K extends Kinds>(kinds: K, open: () => Promise<OutboxHere | null>) {
	/**
	 * Keeps a wish, sends it, and waits a moment for the answer. Give `id` to repeat an earlier wish.
	 * @throws {Refusal} `sign_in_first` for a visitor; what the database refused at once, when the page still holds the
	 * form and nothing is kept; `no_room`
	 */
	return async function send<N extends keyof K & string>(
		kind: N,
		payload: PayloadOf<K[N]>,
		id = newId(),
		bytes: Bytes[] = []
	): Promise<Sent> {
		const here = await open();
		if (!here) throw new Refusal('sign_in_first');
		const { outbox } = here;
		// Plain data: a form's own values are watched by Svelte, and IndexedDB takes no such thing.
		const plain = JSON.parse(JSON.stringify(payload)) as unknown;
		const operation = await outbox.enqueue(kind, plain, id, bytes);
		// What is read from here on is read anew, and once more when the wish has arrived.
		changes.known++;
		const ended = await outbox.outcome(operation, bytes.length ? uploadsWithinMs : answersWithinMs);
		changes.known++;
		if (ended === 'done') return { id, state: 'done' };
		if (ended === 'refused') {
			const refused = (await outbox.all()).find((one) => one.seq === operation.seq && one.id === id);
			if (refused?.refusal) {
				await outbox.discard(refused);
				throw new Refusal(refused.refusal);
			}
		}
		void keepForLong();
		return { id, state: 'kept' };
	};
}

// Asks the browser to spare what is unsent, and to send it with no page open where it can.
async function keepForLong(): Promise<void> {
	await (navigator.storage as { persist?(): Promise<boolean> } | undefined)?.persist?.();
	const worker = await navigator.serviceWorker?.getRegistration();
	const { sync } = (worker ?? {}) as { sync?: { register(tag: string): Promise<void> } };
	// Refused where the resident has turned it off: the page sends by itself.
	await sync?.register('outbox').catch(() => undefined);
}
