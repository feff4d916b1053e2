import { join } from 'node:path';
import { openPool } from './connecting.ts';
import { bringUpToDate } from './migrations.ts';
import { launchPostgres } from './postgres.ts';

interface Wish {
	dataDir: string;
	databaseUrl?: string | undefined;
	demo: boolean;
}

/** A PostgreSQL, migrated, and seeded when asked: the one named, or our own in the data folder. */
export interface Database {
	url: string;
	stop(): Promise<void>;
	/** When our own has ended, asked or not. */
	ended: Promise<void>;
}

/** Opens the database that the settings wish for. */
export async function openDatabase({ dataDir, databaseUrl, demo }: Wish): Promise<Database> {
	const database: Database = databaseUrl
		? { url: databaseUrl, stop: async () => undefined, ended: new Promise(() => undefined) }
		: await launchPostgres({ dataDir: join(dataDir, 'postgres') });
	const sql = openPool(database.url);
	try {
		await bringUpToDate(sql, { seed: demo });
		return database;
	} catch (fault) {
		await database.stop();
		throw fault;
	} finally {
		await sql.end({ timeout: 5 });
	}
}
