import { smallPathOf } from '#lib/listings/domain/photo.ts';
import { find, keep } from '#lib/offline/kept.ts';
import type { OutboxHere } from '#lib/offline/outbox/here.ts';
import { downloadConditionPhoto } from '#lib/reservations/data/condition.ts';
import { conditionPhotoPath, type ConditionPhoto } from '#lib/reservations/domain/condition.ts';
import { payloadOf } from '../../../unsent/acting.ts';

/**
 * The address to show a photograph of the condition by on this page: what has not left this device yet, what was seen on it
 * before, or else what storage has; `null` when it cannot be read now. Whoever shows it lets go of the address.
 */
export async function showConditionPhoto(
	me: string,
	{ path }: ConditionPhoto,
	size: 'small' | 'full',
	open: () => Promise<OutboxHere | null>
): Promise<string | null> {
	const place = { of: me, key: `condition-photo ${size === 'small' ? smallPathOf(path) : path}` };
	const bytes =
		(await unsent(me, path, size, await open())) ?? (await find<ArrayBuffer>(place))?.value ?? (await stored());
	return bytes && URL.createObjectURL(new Blob([bytes], { type: 'image/webp' }));

	async function stored(): Promise<ArrayBuffer | null> {
		const read = await downloadConditionPhoto(size === 'small' ? smallPathOf(path) : path).catch((error: unknown) => {
			console.info('photograph not read', error);
			return null;
		});
		// A photograph never changes: read once, it is here for as long as others that one looked at.
		if (read) await keep(place, read, Date.now());
		return read;
	}
}

async function unsent(me: string, path: string, size: 'small' | 'full', here: OutboxHere | null) {
	for (const operation of (await here?.outbox.all()) ?? []) {
		const seen = payloadOf(operation, 'reservations.condition');
		const at = seen?.photos.findIndex(({ name }) => conditionPhotoPath(me, seen.reservationId, name) === path) ?? -1;
		if (at < 0) continue;
		const pieces = await here!.shelf.pieces(operation.seq);
		return pieces.find(({ n }) => n === at * 2 + (size === 'full' ? 1 : 0))?.bytes ?? null;
	}
	return null;
}
