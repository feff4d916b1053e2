/** What is said of a place, with an account or without; and what of it has not left this device. */
import { openOutboxHere, openVisitorOutbox, send, sendAsVisitor } from '#lib/commands.ts';
import type { Operation } from '#lib/offline/outbox/operation.ts';
import { hasVisitorOutbox } from '#lib/offline/outbox/visitor-here.ts';
import type { Sighting } from '#lib/places/data/commands.ts';
import type { Place, PlaceState, Seen } from '#lib/places/domain/place.ts';
import { sendUnsent } from '../../unsent-visitor.ts';
import { readPlaceAnew } from './read-anew.ts';

/**
 * Says what `me` (nobody, for a visitor) sees of a place. `kept`: this device has it, and sends it when it can.
 * @throws {Refusal} what the database refused at once
 */
export async function reportState(
	me: string | null,
	place: Place,
	{ state, note, photo }: { state: PlaceState; note: string; photo: Blob | null }
): Promise<'done' | 'kept'> {
	const { id: placeId, name } = place;
	const seen: Sighting = { placeId, name, state, note, hasPhoto: photo !== null, seenAt: Date.now() };
	const bytes = photo ? [{ bytes: await photo.arrayBuffer(), mime: photo.type }] : [];
	const sent = await (me ? send : sendAsVisitor)('places.report', seen, undefined, bytes);
	if (!me) sendUnsent();
	if (sent.state === 'done') await readPlaceAnew(me, place);
	return sent.state;
}

/** Tells `hear` of what was said of a place and waits on this device, the latest first, now and when it changes. Answers how to stop. */
export function followKept(me: string | null, place: Place, hear: (kept: Seen[]) => void): () => void {
	let stop = () => {};
	let gone = false;
	void openKept(me).then((here) => {
		if (!here || gone) return;
		const look = async () => {
			const all = await here.outbox.all().catch(() => []);
			if (!gone) hear(sightingsIn(all, place.id));
		};
		stop = here.outbox.follow((news) => {
			if (news.is === 'changed' || news.is === 'settled') void look();
			if (news.is === 'settled' && news.as === 'done') void readPlaceAnew(me, place);
		});
		void look();
	});
	return () => {
		gone = true;
		stop();
	};
}

async function openKept(me: string | null) {
	if (me) return openOutboxHere();
	return (await hasVisitorOutbox()) ? openVisitorOutbox() : null;
}

function sightingsIn(operations: Operation[], placeId: string): Seen[] {
	const isReport = ({ kind }: Operation) => kind === 'places.report';
	return operations
		.filter(isReport)
		.map(({ payload }) => payload as Sighting)
		.filter((seen) => seen.placeId === placeId)
		.map(({ state, seenAt }) => ({ state, at: new Date(seenAt).toISOString() }))
		.toReversed();
}
