/** The draw of a gift, as anybody may see it. Instants are ISO 8601. */
export interface Draw {
	/** SHA-256 of the seed, shown from the start. */
	seedHash: string;
	openedAt: string;
	/** `null` until it is held; so are the three below. */
	drawnAt: string | null;
	seed: string | null;
	/** The numbers of those who took part, in the order drawn. */
	tickets: string[] | null;
	/** How many of the first were chosen. */
	winners: number | null;
}

/** SHA-256 of a text in UTF-8, in hexadecimal. */
export async function sha256(text: string): Promise<string> {
	const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
	return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Each number with what it is sorted by, in the order that a seed gives: the very rule of `private.hold_draw`. */
export async function orderOf(seed: string, tickets: string[]): Promise<{ ticket: string; key: string }[]> {
	const keyed = await Promise.all(tickets.map(async (ticket) => ({ ticket, key: await sha256(seed + ticket) })));
	return keyed.toSorted((a, b) => (a.key + a.ticket < b.key + b.ticket ? -1 : 1));
}

/** Whether a draw that was held is the one announced: the seed fits its hash, and the order the seed. */
export async function isRight({ seedHash, seed, tickets }: Draw): Promise<{ seed: boolean; order: boolean }> {
	if (!seed || !tickets) return { seed: false, order: false };
	const order = await orderOf(seed, tickets);
	return {
		seed: (await sha256(seed)) === seedHash,
		order: order.every(({ ticket }, at) => ticket === tickets[at])
	};
}

/** "a3f9 12bc 77de 0412": a number as people read it. */
export function spaced(ticket: string): string {
	return ticket.replaceAll(/(.{4})(?=.)/g, '$1\u00a0');
}
