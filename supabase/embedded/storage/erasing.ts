import { readFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sql } from 'postgres';
import type { PhotoFiles } from './files.ts';

/** An upload writes its file before its row: a young file may still get one. */
const youngMs = 600_000;

/** Erases the files that the database asks to (an account that went) with their rows, then what asked for it. */
export async function eraseAsked(sql: Sql, files: PhotoFiles): Promise<void> {
	const [queue] = await sql`select to_regclass('private.files_to_erase') is not null as known`;
	if (!queue?.known) return;
	const asked = await sql<{ bucket_id: string; name: string }[]>`select bucket_id, name from private.files_to_erase`;
	for (const { bucket_id, name } of asked) {
		await sql`delete from storage.objects where bucket_id = ${bucket_id} and name = ${name}`;
		await files.deleteObject(bucket_id, name);
		await sql`delete from private.files_to_erase where bucket_id = ${bucket_id} and name = ${name}`;
	}
}

/** Erases files that no row names: of an upload cut between the two, or of a row deleted in the database. */
export async function eraseOrphans(sql: Sql, files: PhotoFiles): Promise<void> {
	const names = await readdir(files.folder, { recursive: true }).catch((): string[] => []); // no photo yet
	for (const name of names.filter((file) => file.includes('/'))) {
		const path = join(files.folder, name);
		const found = await stat(path).catch(() => null); // erased with its label, a moment ago
		if (!found || Date.now() - found.mtimeMs < youngMs) continue;
		if (!name.endsWith('.json')) {
			if (!names.includes(`${name}.json`)) await rm(path, { force: true });
			continue;
		}
		const { bucket, key } = JSON.parse(await readFile(path, 'utf8')) as { bucket: string; key: string };
		const rows = await sql`select from storage.objects where bucket_id = ${bucket} and name = ${key}`;
		if (rows.length === 0) await files.deleteObject(bucket, key);
	}
}
