import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import type { HandoverDetails } from '#lib/reservations/domain/handover.ts';

/** Name, address and phone of the other party. @throws {Refusal} `not_allowed` before acceptance and after the return */
export async function readHandoverDetails(db: Db, reservationId: string): Promise<HandoverDetails> {
	const found: unknown = answer(await db.rpc('handover_details', { reservation_id: reservationId }));
	const row = (Array.isArray(found) ? found[0] : found) as Record<'name' | 'address' | 'phone', string | null>;
	return { name: row.name ?? '', address: row.address ?? '', phone: row.phone ?? '' };
}

/** The code the owner says at the door. @throws {Refusal} `not_allowed` for anyone else, or at another moment */
export async function readHandoverCode(db: Db, reservationId: string): Promise<string> {
	return answer(await db.rpc('handover_code', { reservation_id: reservationId }));
}
