import { join } from 'node:path';
import postgres from 'postgres';
import type { Fault } from './api/scrubbed-errors.ts';
import { launchLasting } from './lasting-postgres.ts';
import { bringUpToDate } from './migrations.ts';

interface Wish {
	dataDir: string;
	databaseUrl?: string | undefined;
	demo: boolean;
	report: (fault: Fault) => void;
}

/** A PostgreSQL, migrated, and seeded when asked: the one named, or our own in the data folder. */
export async function openDatabase(wish: Wish): Promise<{ url: string; stop(): Promise<void> }> {
	const { dataDir, databaseUrl, demo, report } = wish;
	const { url, stop } = databaseUrl
		? { url: databaseUrl, stop: async () => undefined }
		: await launchLasting(join(dataDir, 'postgres'), report);
	const sql = postgres(url, { max: 1, onnotice: () => undefined });
	try {
		await bringUpToDate(sql, { seed: demo });
		return { url, stop };
	} catch (fault) {
		await stop();
		throw fault;
	} finally {
		await sql.end({ timeout: 5 });
	}
}
