import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a whole file or nothing: beside its place first, then renamed, and on the disk when this answers, so that what
 * was acknowledged survives a cut. Only this system user can read it.
 */
export async function writeSafely(
	path: string,
	content: string | Uint8Array | AsyncIterable<Uint8Array>
): Promise<void> {
	await mkdir(dirname(path), { recursive: true, mode: 0o700 });
	const draft = `${path}.${randomUUID()}.draft`;
	try {
		const file = await open(draft, 'wx', 0o600);
		try {
			await file.writeFile(content);
			await file.sync();
		} finally {
			await file.close();
		}
		await rename(draft, path);
	} catch (fault) {
		await rm(draft, { force: true });
		throw fault;
	}
	await syncFolder(dirname(path));
}

/** Without this the new name itself could be lost in a power cut. */
async function syncFolder(path: string): Promise<void> {
	const folder = await open(path, 'r');
	try {
		await folder.sync();
	} finally {
		await folder.close();
	}
}
