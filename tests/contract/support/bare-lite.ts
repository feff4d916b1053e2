import { App, InMemoryEmailDriver, setExperimental } from '@supabase/lite';
import { createPostgresConnection } from '@supabase/lite/postgres';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import postgres, { type Sql } from 'postgres';
import { bringUpToDate } from '../../../supabase/embedded/migrations.ts';
import { PhotoFiles } from '../../../supabase/embedded/storage/files.ts';
import { throwAwayPostgres } from '../../../supabase/embedded/throw-away.ts';

/** `@supabase/lite` as it comes, on our database, with nothing of ours in front of it or inside. */
export interface BareLite {
	app: App;
	sql: Sql;
	mail: InMemoryEmailDriver;
	client(): SupabaseClient;
	/** Whoever signs up next, signed in. */
	signUp(name: string): Promise<{ id: string; client: SupabaseClient }>;
	close(): Promise<void>;
}

const key = 'sb_publishable_aaaaaaaaaaaaaaaaaaaaaa_aaaaaaaa';

/** Opens it on a database of its own. */
export async function openBareLite(filesDir: string): Promise<BareLite> {
	const database = await throwAwayPostgres();
	const sql = postgres(database.url, { max: 2, onnotice: () => undefined });
	await bringUpToDate(sql);
	const connection = createPostgresConnection({
		url: database.url,
		postgresOptions: { max: 4, onnotice: () => undefined }
	});
	const mail = new InMemoryEmailDriver();
	setExperimental('storage', true);
	const app = new App({
		connection,
		api: { schemas: ['public'] },
		auth: { enabled: true, jwt_secret: 'a'.repeat(48), publishable_key: key, site_url: 'http://localhost:4173' },
		storage: { enabled: true },
		options: { drivers: { email: mail } }
	});
	app._storageAdapter = new PhotoFiles(filesDir) as unknown as NonNullable<typeof app._storageAdapter>;
	await app.init();

	const client = () =>
		createClient('http://localhost', key, {
			auth: { persistSession: false, autoRefreshToken: false, storageKey: crypto.randomUUID() },
			global: { fetch: async (input, init) => app.fetch(new Request(input as string, init)) }
		});
	return {
		app,
		sql,
		mail,
		client,
		async signUp(name) {
			const own = client();
			const credentials = { email: `${name}@bare.test`, password: 'a-long-enough-one' };
			const { data, error } = await own.auth.signUp({ ...credentials, options: { data: { display_name: name } } });
			if (error) throw error;
			return { id: data.user!.id, client: own };
		},
		async close() {
			await connection.close();
			await sql.end({ timeout: 5 });
			await database.stop();
		}
	};
}
