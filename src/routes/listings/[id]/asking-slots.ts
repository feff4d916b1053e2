/** What asking for an hour reads and sends. */
import { send } from '#lib/commands.ts';
import { dbOf } from '#lib/database/member.ts';
import { residentId } from '#lib/database/reader.ts';
import { isRefusal, Refusal } from '#lib/errors/refusal.ts';
import { readSlots as read } from '#lib/listings/data/slots.ts';
import { slotDays, type Slot } from '#lib/listings/domain/slot.ts';
import { freshest } from '#lib/offline/later.ts';
import { addDays, type Day } from '#lib/time/paris.ts';

/** The slots of the two months from `today` on. @throws {Refusal} `sign_in_first` when nobody is here, `offline` */
export async function readSlots(listingId: string, today: Day): Promise<Slot[]> {
	const me = await residentId();
	if (!me) throw new Refusal('sign_in_first');
	const key = `slots ${listingId}`;
	const until = addDays(today, slotDays);
	return (await freshest({ of: me, key, read: async () => read(await dbOf(me), listingId, today, until) })).value;
}

/** Waits for a place of a slot; waiting already is as well. @throws {Refusal} */
export async function waitForSlot(
	listing: { id: string; title: string },
	{ startsAt, endsAt }: Slot
): Promise<boolean> {
	try {
		await send('waits.join', { listingId: listing.id, title: listing.title, startsAt, endsAt });
	} catch (error) {
		if (!isRefusal(error) || error.code !== 'already_done') throw error;
	}
	return true;
}
