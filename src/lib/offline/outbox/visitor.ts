import { keptAddress } from '#lib/database/address.ts';
import { residentDb } from '#lib/database/resident.ts';
import { Refusal } from '#lib/errors/refusal.ts';
import type { Kinds } from '#lib/offline/command.ts';
import { boundedFetch } from './bounded-fetch.ts';
import { browserWorld } from './browser-world.ts';
import type { OutboxHere } from './here.ts';
import { openOutbox } from './outbox.ts';
import { openShelf } from './shelf.ts';
import { visitorOutboxName, visitorUid } from './visitor-here.ts';

/** One pass for all: it opens nothing that is not open to anybody. */
const pass = { uid: visitorUid, token: '' };

let opening: Promise<OutboxHere> | undefined;

/** Opens the outbox of whoever has no account on this device: the same rules as a resident's, and nobody's token. */
export function visitorOutbox(kinds: Kinds): Promise<OutboxHere> {
	opening ??= opened(kinds);
	opening.catch(() => (opening = undefined));
	return opening;
}

async function opened(kinds: Kinds): Promise<OutboxHere> {
	const address = await keptAddress();
	const world = browserWorld(async () => void (await caches.delete('photos')));
	const shelf = openShelf(visitorOutboxName);
	const outbox = openOutbox({
		uid: visitorUid,
		name: visitorOutboxName,
		world,
		shelf,
		kinds,
		passes: { pass: async () => pass, renewed: async () => pass },
		// Nobody without an account may take an act back.
		withdraw: async () => {
			throw new Refusal('sign_in_first');
		},
		speak: (_pass, onbusy) => residentDb(address, null, boundedFetch(world, globalThis.fetch.bind(globalThis), onbusy))
	});
	return { uid: visitorUid, outbox, shelf };
}
