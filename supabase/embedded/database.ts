import { join } from 'node:path';
import postgres from 'postgres';
import { bringUpToDate } from './migrations.ts';
import { launchPostgres } from './postgres.ts';

interface Wish {
	dataDir: string;
	databaseUrl?: string | undefined;
	demo: boolean;
}

/** A PostgreSQL, migrated, and seeded when asked: the one named, or our own in the data folder. */
export async function openDatabase({
	dataDir,
	databaseUrl,
	demo
}: Wish): Promise<{ url: string; stop(): Promise<void> }> {
	const { url, stop } = databaseUrl
		? { url: databaseUrl, stop: async () => undefined }
		: await launchPostgres({ dataDir: join(dataDir, 'postgres') });
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
