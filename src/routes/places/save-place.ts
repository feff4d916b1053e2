import { send } from '#lib/commands.ts';
import { readerKey } from '#lib/database/reader.ts';
import { m } from '#lib/i18n/words.ts';
import type { PlaceChanges } from '#lib/places/domain/place-changes.ts';
import { readAgain } from '../read-again.ts';

/** Adds or changes a place, and answers what to say of it. @throws {Refusal} what the database refused at once */
export async function savePlace(
	placeId: string,
	name: string,
	changes: PlaceChanges,
	outcome: 'added' | 'changed' | 'proposed'
): Promise<string> {
	const { state } = await send('places.save', { placeId, name, changes });
	if (state === 'kept') return m.places_form_kept();
	await readAgain(readerKey);
	if (outcome === 'added') return m.places_form_added();
	return outcome === 'changed' ? m.places_form_changed() : m.places_form_proposed();
}
