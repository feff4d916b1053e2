import type { RefusalCode } from '#lib/errors/refusal.ts';
import { isAfter, merged, type Message } from '#lib/conversations/domain/message.ts';

/** Words on their way: kept until the server has them. */
export interface Outgoing {
	id: string;
	body: string;
	/** Why it has not left yet; `null` while it is leaving. */
	refused: RefusalCode | null;
	/** Where they stand, in words, while this device keeps them; otherwise this page alone has them. */
	standing: string | null;
}

/** One reading of a conversation. */
export interface Reading {
	messages: Message[];
	otherReadUntil: string;
}

/** The lines of a conversation as the page shows them. The page reads and sends; the order is the server's. */
export class Thread {
	messages = $state.raw<Message[]>([]);
	outgoing = $state<Outgoing[]>([]);
	otherReadUntil = $state('-infinity');
	/** Whether there may be earlier lines to read. */
	hasOlder = $state(true);

	readonly me: string;
	#kept: string[] = [];

	constructor(me: string, reading: Reading, pageSize: number) {
		this.me = me;
		this.hasOlder = reading.messages.length >= pageSize;
		this.take(reading);
	}

	/** Adds a reading to what is known; what has arrived is no longer on its way. */
	take({ messages, otherReadUntil }: Partial<Reading>): void {
		if (messages) this.messages = merged(this.messages, messages);
		if (otherReadUntil) this.otherReadUntil = otherReadUntil;
		this.outgoing = this.outgoing.filter(({ id }) => !this.messages.some((message) => message.id === id));
	}

	/** Adds earlier lines. */
	takeOlder(messages: Message[], pageSize: number): void {
		this.messages = merged(this.messages, messages);
		this.hasOlder = messages.length >= pageSize;
	}

	/** Shows words that leave now; the same `id` again when they are sent again. */
	leaving(id: string, body: string): void {
		this.outgoing = [...this.outgoing.filter((words) => words.id !== id), { id, body, refused: null, standing: null }];
	}

	/** Takes the words that this device keeps, in their order; answers those it kept before and does not any more. */
	keeps(words: Outgoing[]): string[] {
		const ids = words.map(({ id }) => id);
		const gone = this.#kept.filter((id) => !ids.includes(id));
		this.#kept = ids;
		const others = this.outgoing.filter(({ id }) => !ids.includes(id));
		this.outgoing = [...words, ...others.map((one) => (gone.includes(one.id) ? { ...one, standing: null } : one))];
		this.take({});
		return gone;
	}

	/** Keeps words that could not leave. */
	kept(id: string, refused: RefusalCode): void {
		this.outgoing = this.outgoing.map((words) => (words.id === id ? { ...words, refused } : words));
	}

	/** Gives words up. */
	drop(id: string): void {
		this.outgoing = this.outgoing.filter((words) => words.id !== id);
	}

	/** The last of one's own lines that the other has read. */
	get lastRead(): string | null {
		const read = this.messages.filter(
			(message) => message.authorId === this.me && message.kind === 'text' && !isAfter(message, this.otherReadUntil)
		);
		return read.at(-1)?.id ?? null;
	}
}
