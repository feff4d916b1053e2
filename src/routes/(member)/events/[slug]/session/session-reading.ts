/** What a device keeps of a repair session that its resident helps: the pack, and the numbers that this device may give. */
import { dbOf } from '#lib/database/member.ts';
import { newId } from '#lib/offline/command.ts';
import { find, keep } from '#lib/offline/kept.ts';
import type { Reading } from '#lib/offline/reading.ts';
import { readSessionPack, reserveTickets } from '#lib/repairs/data/sessions.ts';
import type { SessionPack } from '#lib/repairs/domain/hall-from-pack.ts';

export interface KeptPack {
	pack: SessionPack;
	/** When it was asked for, milliseconds since the epoch: whatever had arrived by then is in it. */
	askedAt: number;
}

/** The session under `slug`, as `me` sees it who helps. */
export function mySession(me: string, slug: string): Reading<KeptPack> {
	const read = async () => {
		const askedAt = Date.now();
		return { pack: await readSessionPack(await dbOf(me), slug), askedAt };
	};
	return { of: me, key: `session ${slug}`, lasts: 'mine', read };
}

const blocksOf = (me: string, slug: string) => ({ of: me, key: `session-blocks ${slug}`, lasts: 'mine' }) as const;
const paperOf = (me: string, slug: string) => ({ of: me, key: `session-paper ${slug}`, lasts: 'mine' }) as const;

/** Which blocks of numbers are this device's; the others of its resident are their other devices'. */
export async function ourBlocks(me: string, slug: string): Promise<string[]> {
	return (await find<string[]>(blocksOf(me, slug)))?.value ?? [];
}

/** Which blocks of numbers were printed from here: no device gives those. */
export async function paperBlocks(me: string, slug: string): Promise<string[]> {
	return (await find<string[]>(paperOf(me, slug)))?.value ?? [];
}

/** Reserves `howMany` more numbers for this device. @throws {Refusal} `offline`, `not_allowed`, `quota_reached`… */
export function reserveHere(me: string, slug: string, eventId: string, howMany: number): Promise<string[]> {
	return reserve(blocksOf(me, slug), me, eventId, howMany);
}

/** Reserves `howMany` more numbers to print. @throws {Refusal} `offline`, `not_allowed`, `quota_reached`… */
export function reservePaper(me: string, slug: string, eventId: string, howMany: number): Promise<string[]> {
	return reserve(paperOf(me, slug), me, eventId, howMany);
}

async function reserve(
	place: ReturnType<typeof blocksOf | typeof paperOf>,
	me: string,
	eventId: string,
	howMany: number
) {
	const id = newId();
	await reserveTickets(await dbOf(me), id, eventId, howMany);
	const ours = [...((await find<string[]>(place))?.value ?? []), id];
	await keep(place, ours, Date.now());
	return ours;
}
