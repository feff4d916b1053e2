import { keptAddress } from '#lib/database/address.ts';
import { passOffice } from '#lib/database/pass.ts';
import { withdraw } from '#lib/database/receipts.ts';
import { residentDb } from '#lib/database/resident.ts';
import { keptResident, sessionStorage } from '#lib/database/session-storage.ts';
import { makeRoom } from '#lib/offline/kept.ts';
import type { Kinds } from '#lib/offline/command.ts';
import { boundedFetch } from './bounded-fetch.ts';
import { browserWorld } from './browser-world.ts';
import { openOutbox, type Outbox } from './outbox.ts';
import { openShelf, outboxName, type Shelf } from './shelf.ts';

/** The outbox of whoever is signed in on this device, and where its contents lie. */
export interface OutboxHere {
	uid: string;
	outbox: Outbox;
	shelf: Shelf;
}

let opening: { uid: string; here: Promise<OutboxHere> } | undefined;

/** Opens the outbox of the resident whose session this device keeps; `null` for a visitor. In pages and in the worker alike. */
export async function outboxHere(kinds: Kinds): Promise<OutboxHere | null> {
	const uid = await keptResident();
	if (!uid) return null;
	if (opening?.uid === uid) return opening.here;
	const before = opening;
	const mine = (opening = { uid, here: opened(uid, kinds) });
	mine.here.catch(() => opening === mine && (opening = undefined));
	await (await before?.here)?.outbox.close();
	return mine.here;
}

async function opened(uid: string, kinds: Kinds): Promise<OutboxHere> {
	const address = await keptAddress();
	const world = browserWorld(() => forgetWhatCanBeReadAgain(uid));
	const name = outboxName(uid);
	const shelf = openShelf(name);
	const fetch: typeof globalThis.fetch = (input, init) => globalThis.fetch(input, init);
	const passes = passOffice({
		storage: sessionStorage,
		address: () => address,
		fetch: boundedFetch(world, fetch, () => {}),
		world
	});
	const outbox = openOutbox({
		uid,
		name,
		world,
		shelf,
		kinds,
		passes,
		withdraw,
		speak: ({ token }, onbusy) => residentDb(address, token, boundedFetch(world, fetch, onbusy))
	});
	// The worker outlives a sign-out: whoever comes back as the same finds an outbox that is open.
	outbox.follow(({ is }) => is === 'left' && opening?.uid === uid && (opening = undefined));
	return { uid, outbox, shelf };
}

async function forgetWhatCanBeReadAgain(uid: string): Promise<void> {
	await makeRoom(uid);
	await caches.delete('photos');
}
