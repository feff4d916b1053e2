/** A line of a conversation. */
export interface Message {
	id: string;
	/** `null` when time said it. */
	authorId: string | null;
	kind: 'text' | 'system';
	/** What was written, contact details masked until an agreement; for a system line, its token. */
	body: string;
	/** By the server, to the microsecond: the order everyone sees. */
	sentAt: string;
}

export const longestMessage = 4000;
/** From how many characters on the writer is told how many are left. */
export const countFrom = 3500;

/** What the database puts in place of a telephone number or an e-mail address. */
export const mask = '•••';

/** Sorts instants as the server wrote them: their microseconds are beyond what a Date holds. */
export function inOrder(a: string, b: string): number {
	return Date.parse(a) - Date.parse(b) || micros(a).localeCompare(micros(b));
}

function micros(instant: string): string {
	return (/\.(\d+)/.exec(instant)?.[1] ?? '').padEnd(6, '0');
}

/** Two readings of one conversation, each line once, in order; a line read again replaces its earlier self. */
export function merged(before: Message[], after: Message[]): Message[] {
	const byId = new Map([...before, ...after].map((message) => [message.id, message]));
	return [...byId.values()].sort((a, b) => inOrder(a.sentAt, b.sentAt));
}

/** Whether `message` is after what was read until `readUntil`, ISO 8601 or `-infinity`. */
export function isAfter(message: Pick<Message, 'sentAt'>, readUntil: string): boolean {
	return readUntil === '-infinity' || inOrder(message.sentAt, readUntil) > 0;
}

/** How many lines of a conversation a device keeps. */
export const keptLines = 200;

/**
 * What a device keeps of a conversation whose last lines were read again: those, and of what it had only what came
 * before the first of them. A line between that is no longer there was taken back.
 */
export function withEarlier(fresh: Message[], kept: Message[]): Message[] {
	const first = fresh[0];
	const earlier = first ? kept.filter(({ sentAt }) => inOrder(sentAt, first.sentAt) < 0) : [];
	return [...earlier, ...fresh].slice(-keptLines);
}
