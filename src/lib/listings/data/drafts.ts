import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Draft } from '#lib/listings/domain/draft.ts';
import type { PhotoBytes } from '#lib/listings/domain/photo-problem.ts';

interface Schema extends DBSchema {
	drafts: { key: string; value: Draft };
	photos: { key: string; value: PhotoBytes };
}

/** What a tab tells the others. */
interface Told {
	key: string;
	draft: Draft | null;
}

let channel: BroadcastChannel | undefined;

/** One for the whole page: it does not hear itself. */
function tabs(): BroadcastChannel {
	return (channel ??= new BroadcastChannel('passerelle.drafts'));
}

let handle: Promise<IDBPDatabase<Schema>> | undefined;

/** What is being written on this device and was not sent. Losing it would lose somebody's work. */
function store(): Promise<IDBPDatabase<Schema>> {
	return (handle ??= openDB<Schema>('drafts', 1, {
		upgrade(db) {
			db.createObjectStore('drafts');
			db.createObjectStore('photos');
		},
		terminated() {
			handle = undefined;
		}
	}));
}

/** Where a draft is kept: the one new listing of a person, or one of their listings being changed. */
export interface Slot {
	personId: string;
	/** `null` for the new listing. */
	listingId: string | null;
}

/** The draft kept in `slot`, if any. */
export async function readDraft(slot: Slot): Promise<Draft | undefined> {
	return (await store()).get('drafts', keyOf(slot));
}

/** Keeps `draft`, in place of the one that was there, and tells other tabs. @throws when the device has no room left */
export async function keepDraft(slot: Slot, draft: Draft): Promise<void> {
	await (await store()).put('drafts', draft, keyOf(slot));
	tabs().postMessage({ key: keyOf(slot), draft } satisfies Told);
}

/** Tells `onchange` what another tab of this browser keeps in `slot`; `null` once it forgot it. Answers how to stop. */
export function followDraft(slot: Slot, onchange: (draft: Draft | null) => void): () => void {
	const hear = ({ data }: MessageEvent<Told>) => data.key === keyOf(slot) && onchange(data.draft);
	// A tab that slept heard nothing.
	const wake = async () => document.visibilityState === 'visible' && onchange((await readDraft(slot)) ?? null);
	tabs().addEventListener('message', hear);
	document.addEventListener('visibilitychange', wake);
	return () => {
		tabs().removeEventListener('message', hear);
		document.removeEventListener('visibilitychange', wake);
	};
}

/** Forgets the draft of `slot` and the bytes of its photographs. */
export async function forgetDraft(slot: Slot): Promise<void> {
	const draft = await readDraft(slot);
	const transaction = (await store()).transaction(['drafts', 'photos'], 'readwrite');
	void transaction.objectStore('drafts').delete(keyOf(slot));
	for (const photo of draft?.photos ?? []) void transaction.objectStore('photos').delete(photo.id);
	await transaction.done;
	tabs().postMessage({ key: keyOf(slot), draft: null } satisfies Told);
}

/** Whether a person has anything unsent on this device. */
export async function hasDrafts(personId: string): Promise<boolean> {
	const keys = await (await store()).getAllKeys('drafts');
	return keys.some((key) => key.startsWith(`${personId}:`));
}

/** Keeps the bytes of a photograph. @throws when the device has no room left */
export async function keepPhoto(id: string, bytes: PhotoBytes): Promise<void> {
	await (await store()).put('photos', bytes, id);
}

/** The bytes of a photograph that was kept, if it was. */
export async function readPhoto(id: string): Promise<PhotoBytes | undefined> {
	return (await store()).get('photos', id);
}

/** Forgets the bytes of a photograph. */
export async function forgetPhoto(id: string): Promise<void> {
	await (await store()).delete('photos', id);
}

function keyOf({ personId, listingId }: Slot): string {
	return `${personId}:${listingId ?? 'new'}`;
}
