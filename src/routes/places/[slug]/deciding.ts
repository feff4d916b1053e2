/** What whoever decides about a place does with what was said of it: fetched for residents alone. */
import { send } from '#lib/commands.ts';
import { dbOf } from '#lib/database/member.ts';
import { isRefusal } from '#lib/errors/refusal.ts';
import { decidesAbout } from '#lib/places/data/keeping.ts';
import type { Place } from '#lib/places/domain/place.ts';
import { readPlaceAnew } from './read-anew.ts';

/** Whether `me` decides about a place; not when it cannot be known now. */
export async function mayDecide(me: string, placeId: string): Promise<boolean> {
	try {
		return await decidesAbout(await dbOf(me), placeId);
	} catch (error) {
		if (isRefusal(error)) return false;
		throw error;
	}
}

/**
 * Takes a report away, or puts it back. `kept`: this device has it, and sends it when it can.
 * @throws {Refusal} `not_found`, `wrong_state`
 */
export async function layReport(
	me: string | null,
	{ id: placeId, slug, name }: Pick<Place, 'id' | 'slug' | 'name'>,
	reportId: string,
	action: 'remove' | 'restore'
): Promise<'done' | 'kept'> {
	const kind = action === 'remove' ? 'places.remove_report' : 'places.restore_report';
	const { state } = await send(kind, { placeId, name, reportId });
	if (state === 'done') await readPlaceAnew(me, { id: placeId, slug });
	return state;
}
