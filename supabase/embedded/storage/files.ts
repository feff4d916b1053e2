import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { writeSafely } from './safe-write.ts';

/** What the API needs to know of a kept object. */
interface Metadata {
	httpStatusCode: number;
	eTag: string;
	size: number;
	contentLength: number;
	lastModified: Date;
	mimetype: string;
	cacheControl: string;
}

/** What is written beside the bytes, to be able to give them back as they came. */
interface Label {
	bucket: string;
	key: string;
	mimetype: string;
	cacheControl: string;
	sha256: string;
}

type Bytes = NodeStream | ReadableStream<Uint8Array> | Uint8Array;

/**
 * Keeps photos as files of the data folder, for `@supabase/lite`, which ships no such adapter. A file is named by the
 * hash of its bucket and key, so no key can name a place outside. Bytes stream out, and in through a whole-or-nothing
 * write.
 */
export class PhotoFiles {
	/** Asked for by the adapter's interface, used by nobody. */
	readonly driver = 'files';
	readonly folder: string;

	constructor(folder: string) {
		this.folder = folder;
	}

	/** Where an object's bytes are. */
	pathOf(bucket: string, key: string): string {
		const name = createHash('sha256').update(`${bucket}\n${key}`).digest('hex');
		return join(this.folder, name.slice(0, 2), name);
	}

	async getObject(bucket: string, key: string) {
		const metadata = await this.headObject(bucket, key);
		const body = Readable.toWeb(createReadStream(this.pathOf(bucket, key)));
		return { httpStatusCode: 200, metadata, body: body as ReadableStream };
	}

	async uploadObject(
		bucket: string,
		key: string,
		_version: string | undefined,
		body: Bytes,
		mimetype: string,
		cacheControl: string
	): Promise<Metadata> {
		const path = this.pathOf(bucket, key);
		const hash = createHash('sha256');
		await writeSafely(path, hashed(body, hash));
		const label: Label = { bucket, key, mimetype, cacheControl, sha256: hash.digest('hex') };
		await writeSafely(`${path}.json`, JSON.stringify(label));
		return this.headObject(bucket, key);
	}

	async deleteObject(bucket: string, key: string): Promise<void> {
		const path = this.pathOf(bucket, key);
		await rm(path, { force: true });
		await rm(`${path}.json`, { force: true });
	}

	async deleteObjects(bucket: string, keys: string[]): Promise<void> {
		for (const key of keys) await this.deleteObject(bucket, key);
	}

	async copyObject(bucket: string, key: string, _version: string | undefined, toBucket: string, toKey: string) {
		const { mimetype, cacheControl } = await this.headObject(bucket, key);
		const bytes = await readFile(this.pathOf(bucket, key));
		const { eTag, lastModified } = await this.uploadObject(toBucket, toKey, undefined, bytes, mimetype, cacheControl);
		return { httpStatusCode: 200, eTag, lastModified };
	}

	async headObject(bucket: string, key: string): Promise<Metadata> {
		const path = this.pathOf(bucket, key);
		const [{ size, mtime }, text] = await Promise.all([stat(path), readFile(`${path}.json`, 'utf8')]);
		const { mimetype, cacheControl, sha256 } = JSON.parse(text) as Label;
		const eTag = `"${sha256.slice(0, 32)}"`;
		return { httpStatusCode: 200, eTag, size, contentLength: size, lastModified: mtime, mimetype, cacheControl };
	}

	/** Nothing outside this process may read the files. */
	async privateAssetUrl(): Promise<string> {
		throw new Error('photos are read through the API only');
	}
}

async function* hashed(body: Bytes, hash: ReturnType<typeof createHash>): AsyncIterable<Uint8Array> {
	const chunks: AsyncIterable<Uint8Array> | Uint8Array[] =
		body instanceof Uint8Array ? [body] : (body as NodeStream<Uint8Array>);
	for await (const chunk of chunks) {
		hash.update(chunk);
		yield chunk;
	}
}
