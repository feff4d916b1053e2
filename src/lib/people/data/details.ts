import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import type { Details } from '#lib/people/domain/details.ts';

interface Row {
	address: string | null;
	phone: string | null;
	lat: number | null;
	lon: number | null;
}

/** The caller's own address, phone and exact point. @throws {Refusal} `sign_in_first` */
export async function readMyDetails(db: Db): Promise<Details> {
	const row = answer(await db.rpc('my_details')) as unknown as Row;
	return {
		address: row.address ?? '',
		phone: row.phone ?? '',
		point: row.lat === null || row.lon === null ? null : { lat: row.lat, lon: row.lon }
	};
}

/** Whether the caller lends each neighbour one thing at a time. @throws {Refusal} `sign_in_first` */
export async function readLendsOneAtATime(db: Db): Promise<boolean> {
	return (answer(await db.rpc('my_details')) as { one_at_a_time?: unknown }).one_at_a_time === true;
}

/** Writes whether they do; `opId` makes it safe to repeat. */
export async function saveLendsOneAtATime(db: Db, opId: string, oneAtATime: boolean): Promise<void> {
	answer(await db.rpc('save_my_details', { details: { one_at_a_time: oneAtATime || null }, op_id: opId }));
}

/** Writes the caller's own details; `opId` makes it safe to repeat. @throws {Refusal} `invalid_value`, `too_long` */
export async function saveMyDetails(db: Db, opId: string, { address, phone, point }: Details): Promise<void> {
	const details = { address: address || null, phone: phone || null, lat: point?.lat ?? null, lon: point?.lon ?? null };
	answer(await db.rpc('save_my_details', { details, op_id: opId }));
}
