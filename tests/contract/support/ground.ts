import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startServer } from './running.ts';

declare module 'vitest' {
	interface ProvidedContext {
		url: string;
		key: string;
		/** The folder of the server of their own. */
		dataDir: string;
	}
}

/** Gives the tests a Supabase: the one named by the environment, or a server of their own on an empty folder. */
export default async function prepare(project: TestProject): Promise<(() => Promise<void>) | undefined> {
	const { CONTRACT_SUPABASE_URL: url, CONTRACT_SUPABASE_KEY: key } = process.env;
	if (url) {
		if (!key) throw new Error('CONTRACT_SUPABASE_KEY is missing beside CONTRACT_SUPABASE_URL');
		project.provide('url', url);
		project.provide('key', key);
		return undefined;
	}
	const dataDir = await mkdtemp(join(tmpdir(), 'passerelle-contract-'));
	const server = await startServer({ dataDir });
	project.provide('url', server.url);
	project.provide('key', server.key);
	project.provide('dataDir', dataDir);
	return async () => {
		await server.end('SIGTERM');
		await rm(dataDir, { recursive: true, force: true });
	};
}
