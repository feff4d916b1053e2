import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { faultOf, type Fault } from '../api/scrubbed-errors.ts';
import type { PhotoFiles } from './files.ts';

const everyMs = 3_600_000;
/** An upload writes its file before its row: a young file may still get one. */
const youngMs = 600_000;

/**
 * Removes, at once and then each hour, the files whose row is gone: deleting an account deletes its rows in the
 * database, and the photos must follow. The returned function stops and waits for the round under way.
 */
export function sweepOrphans(sql: Sql, files: PhotoFiles, report: (fault: Fault) => void): () => Promise<void> {
	const sweep = () => sweepOnce(sql, files).catch((thrown) => report(faultOf(thrown)));
	let round = sweep();
	const timer = setInterval(() => (round = round.then(sweep)), everyMs).unref();
	return async () => {
		clearInterval(timer);
		await round;
	};
}

async function sweepOnce(sql: Sql, files: PhotoFiles): Promise<void> {
	const names = await readdir(files.folder, { recursive: true }).catch(() => []); // no photo yet
	for (const name of names.filter((file) => file.endsWith('.json'))) {
		const path = join(files.folder, name);
		const { mtimeMs } = await stat(path);
		if (Date.now() - mtimeMs < youngMs) continue;
		const { bucket, key } = JSON.parse(await readFile(path, 'utf8')) as { bucket: string; key: string };
		const rows = await sql`select from storage.objects where bucket_id = ${bucket} and name = ${key}`;
		if (rows.length === 0) await files.deleteObject(bucket, key);
	}
}
