import { existsSync } from 'node:fs';
import type { Handler } from './handler.ts';
import type { SupabaseAddress } from './health.ts';
import type { Settings } from './settings.ts';

const built = new URL('../../build/handler.js', import.meta.url);

/** Loads the built app, telling it where the API is: it reads the environment once, while loading. */
export async function loadKit(settings: Settings, supabase: SupabaseAddress): Promise<Handler> {
	if (!existsSync(built)) throw new Error('build/ manque : npm run build · is missing: npm run build');
	process.env.PUBLIC_SUPABASE_PUBLISHABLE_KEY = supabase.publishableKey;
	process.env.PUBLIC_SUPABASE_URL = supabase.url;
	process.env.API_ORIGIN = supabase.url || `http://127.0.0.1:${settings.port}`;
	// Without a public address any name of this machine is right, so Kit must take it from the request, whose
	// protocol main.ts states.
	if (!settings.origin) process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
	const { handler } = (await import(built.href)) as { handler: Handler };
	return handler;
}
