import { newId } from '#lib/offline/command.ts';
import { isRefusal } from '#lib/errors/refusal.ts';
import type { Mark } from '#lib/offline/outbox/operation.ts';
import { photo } from '../contract/support/photo.ts';
import type { Page } from './page.ts';
import { kinds, type Stage } from './stage.ts';

/** Something a resident said, and what the app told them about it. */
export interface Wish {
	label: string;
	uid: string;
	device: string;
	kind: keyof typeof kinds;
	payload: Record<string, unknown>;
	id: string;
	lane: string;
	mark: Mark | null;
	/** `kept`: the app said so. `unsaid`: it never said anything. `turned away`: the form is still there. */
	told: 'kept' | 'unsaid' | 'turned away';
	discarded: boolean;
	/** The app said that it had arrived before it could be discarded. */
	landed: boolean;
	files: Map<string, ArrayBuffer>;
}

/** What is said in a run. */
export interface Wishes {
	all: Wish[];
	say(
		page: Page,
		kind: Wish['kind'],
		payload: (label: string) => Record<string, unknown>,
		id?: string,
		photos?: number
	): Promise<Wish>;
	/** Takes one back, or tries to. */
	discard(page: Page, wish: Wish): Promise<void>;
	/** Says a refused one again in other words. */
	edit(page: Page, wish: Wish, payload: Record<string, unknown>): Promise<void>;
}

/** Speaks for the residents of a stage, and remembers. */
export function wishesOf(stage: Stage): Wishes {
	const all: Wish[] = [];
	let n = 0;

	return {
		all,
		async say(page, kind, payloadOf, id = newId(), photos = 0) {
			const label = `${stage.nameOf(page.uid)} ${++n}`;
			const payload = payloadOf(label);
			const files = photosFor(page.uid, payload, photos, n);
			const lane = (kinds[kind] as { lane(payload: unknown, id: string): string }).lane(payload, id);
			const wish: Wish = {
				label,
				uid: page.uid,
				device: page.device.name,
				kind,
				payload,
				id,
				lane,
				mark: null,
				told: 'unsaid',
				discarded: false,
				landed: false,
				files
			};
			all.push(wish);
			stage.note(`${page.name} says ${kind} ${label}`);
			const bytes = [...files.values()].map((bytes) => ({ bytes, mime: 'image/webp' }));
			try {
				const kept = await page.outbox.enqueue(kind, payload, id, bytes);
				wish.mark = { seq: kept.seq, id: kept.id };
				wish.told = 'kept';
				stage.note(`${page.name} is told that ${label} is kept`);
			} catch (error) {
				if (!isRefusal(error) || error.code !== 'no_room') throw error;
				wish.told = 'turned away';
				stage.note(`${page.name} has no room for ${label}`);
			}
			return wish;
		},
		async discard(page, wish) {
			stage.note(`${page.name} discards ${wish.label}`);
			try {
				const became = await page.outbox.discard(wish.mark!);
				if (became === 'discarded') wish.discarded = true;
				if (became === 'landed') wish.landed = true;
				stage.note(`${wish.label}: ${became}`);
			} catch (error) {
				if (!isRefusal(error)) throw error;
				stage.note(`${wish.label}: ${error.code}`);
			}
		},
		async edit(page, wish, payload) {
			const id = newId();
			stage.note(`${page.name} edits ${wish.label}`);
			const mark = wish.mark!;
			// Whether a page dies before it says so or not, one of the two ids is the one that counts.
			if (await page.outbox.edit(mark, payload, id)) {
				for (const other of all) {
					if (other.uid === wish.uid && other.device === wish.device && other.lane === wish.lane)
						other.lane = laneAfter(other, wish, id);
				}
				Object.assign(wish, { mark: { seq: mark.seq, id }, id, payload });
			}
		}
	};
}

function laneAfter(other: Wish, edited: Wish, id: string): string {
	return edited.kind === 'reservations.request' && other.mark!.seq >= edited.mark!.seq ? `conv:${id}` : other.lane;
}

function photosFor(uid: string, payload: Record<string, unknown>, count: number, n: number): Map<string, ArrayBuffer> {
	const files = new Map<string, ArrayBuffer>();
	if (!count) return files;
	const name = (at: number) => `${uid}/${payload.listingId as string}/${newId()}-${at}`;
	const photos = Array.from({ length: count }, (_, at) => ({ path: `${name(at)}.webp`, width: 1, height: 1 }));
	for (const [at, { path }] of photos.entries()) {
		files.set(path.replace('.webp', '-small.webp'), coloured(n * 16 + at * 2));
		files.set(path, coloured(n * 16 + at * 2 + 1));
	}
	payload.photos = photos;
	payload.files = [...files.keys()];
	return files;
}

/** One pixel, whose bytes are told from those of every other photo. */
function coloured(shade: number): ArrayBuffer {
	const bytes = new Uint8Array(photo);
	bytes[bytes.length - 3] = shade & 0xff;
	bytes[bytes.length - 4] = (shade >> 8) & 0xff;
	return bytes.buffer;
}
