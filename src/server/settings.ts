/** How the server was asked to run; each field is one environment variable. */
export interface Settings {
	port: number;
	host: string;
	dataDir: string;
	databaseUrl: string | undefined;
	/** A Supabase elsewhere: then there is no embedded backend. */
	supabase: { url: string; publishableKey: string } | null;
	demo: boolean;
	limits: boolean;
	/** The public address, when the server is behind one. */
	origin: string | undefined;
}

/** The settings of a process's environment. @throws {Error} with the variable that is wrong, in words */
export function settingsOf(env: NodeJS.ProcessEnv): Settings {
	const port = Number(env.PORT || 4173);
	if (!Number.isInteger(port) || port < 1 || port > 65_535)
		throw new Error(`PORT : ${env.PORT} n’est pas un port · is no port`);
	return {
		port,
		host: env.HOST || '127.0.0.1',
		dataDir: env.DATA_DIR || '.data',
		databaseUrl: env.DATABASE_URL || undefined,
		supabase: supabaseOf(env),
		demo: env.DEMO !== '0',
		limits: env.AUTH_LIMITS !== 'off',
		origin: env.ORIGIN || undefined
	};
}

/** Where links in mails lead: the public address, or this machine. */
export function siteOf({ origin, port }: Pick<Settings, 'origin' | 'port'>): string {
	return origin ?? `http://localhost:${port}`;
}

function supabaseOf({ PUBLIC_SUPABASE_URL: url, PUBLIC_SUPABASE_PUBLISHABLE_KEY: publishableKey }: NodeJS.ProcessEnv) {
	if (!url) return null;
	if (!publishableKey) {
		throw new Error(
			'PUBLIC_SUPABASE_PUBLISHABLE_KEY manque à côté de PUBLIC_SUPABASE_URL · is missing beside PUBLIC_SUPABASE_URL'
		);
	}
	return { url, publishableKey };
}
