import { SvelteMap } from 'svelte/reactivity';
import type { Draft, DraftPhoto } from '#lib/listings/domain/draft.ts';
import { mostPhotos } from '#lib/listings/domain/draft.ts';
import { moved, restored } from '#lib/listings/domain/photo-order.ts';
import type { Encoded, PhotoBytes, PhotoProblem } from '#lib/listings/domain/photo-problem.ts';

/** What a device can do with photographs; the page says how. */
export interface PhotoDesk {
	encode: (file: Blob) => Promise<Encoded>;
	keep: (id: string, bytes: PhotoBytes) => Promise<void>;
	read: (id: string) => Promise<PhotoBytes | undefined>;
	download: (path: string) => Promise<Blob>;
	forget: (id: string) => Promise<void>;
}

/** A file that did not become a photograph. */
export interface Rejected {
	name: string;
	problem: PhotoProblem | 'no_room';
}

/** The photographs of a draft being written: chosen, prepared on the device, put in order, removed and put back. */
export class Photographs {
	/** Names of the files being prepared. */
	preparing = $state<string[]>([]);
	rejected = $state<Rejected[]>([]);
	/** Addresses to show them by, by photo id. */
	readonly #urls = new SvelteMap<string, string>();
	readonly #draft: Draft;
	readonly #desk: PhotoDesk;
	readonly #makeId: () => string;

	/** `draft` must be the page's own state: its list of photographs is changed here. */
	constructor(draft: Draft, desk: PhotoDesk, makeId: () => string) {
		this.#draft = draft;
		this.#desk = desk;
		this.#makeId = makeId;
	}

	get list(): DraftPhoto[] {
		return this.#draft.photos;
	}

	get room(): number {
		return mostPhotos - this.#draft.photos.length - this.preparing.length;
	}

	/** The address to show a photograph by; nothing while it is being read. */
	urlOf(id: string): string | undefined {
		return this.#urls.get(id);
	}

	/** Prepares files one after the other: a phone has memory for one. What does not fit in eight is left out. */
	async add(files: File[]): Promise<void> {
		this.rejected = [];
		const taken = files.slice(0, Math.max(0, this.room));
		this.preparing.push(...taken.map(({ name }) => name));
		for (const file of taken) {
			const problem = await this.#prepare(file);
			if (problem) this.rejected.push({ name: file.name, problem });
			this.preparing.shift();
		}
	}

	/** Reads what is needed to show every photograph of the draft. */
	async open(): Promise<void> {
		for (const { id, path } of this.#draft.photos) {
			if (this.#urls.has(id)) continue;
			const bytes =
				(await this.#desk.read(id))?.small ?? (path ? await this.#desk.download(path).catch(() => null) : null);
			if (bytes) this.#show(id, bytes);
		}
	}

	move(from: number, to: number): void {
		this.#draft.photos = moved(this.#draft.photos, from, to);
	}

	/** Takes a photograph away; answers how to put it back. Its bytes stay until the draft is sent or forgotten. */
	remove(at: number): () => void {
		const photo = this.#draft.photos[at];
		this.#draft.photos = this.#draft.photos.toSpliced(at, 1);
		return () => {
			if (photo) this.#draft.photos = restored(this.#draft.photos, photo, at);
		};
	}

	/** Lets go of the memory that shown photographs take. */
	close(): void {
		for (const url of this.#urls.values()) URL.revokeObjectURL(url);
		this.#urls.clear();
	}

	async #prepare(file: File): Promise<Rejected['problem'] | null> {
		const encoded = await this.#desk.encode(file);
		if ('problem' in encoded) return encoded.problem;
		const { full, small, width, height } = encoded;
		const id = this.#makeId();
		try {
			await this.#desk.keep(id, { full, small });
		} catch {
			return 'no_room';
		}
		this.#show(id, small);
		this.#draft.photos.push({ id, path: null, width, height });
		return null;
	}

	#show(id: string, bytes: Blob): void {
		this.#urls.set(id, URL.createObjectURL(bytes));
	}
}
