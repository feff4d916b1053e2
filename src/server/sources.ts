import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the built app is made of. The server itself runs from its source and does not count. */
const sources = ['src', 'static', 'package.json', 'package-lock.json', 'svelte.config.js', 'vite.config.ts'];
/** Made while building, or never built in. */
const left = /^src\/(?:lib\/paraglide|server)\/|\.test\.ts$/;
/** Known when the app is built, and written into it. */
const variables = ['PUBLIC_SUPABASE_URL', 'PASSERELLE_VERSION'];

/** A fingerprint of everything that a build depends on: the same as long as building again would change nothing. */
export async function sourcesHash(root: string, env: NodeJS.ProcessEnv): Promise<string> {
	const hash = createHash('sha256');
	for (const name of variables) hash.update(`${name}=${env[name] ?? ''}\n`);
	for (const path of await filesOf(root)) {
		hash.update(`${path}\n`);
		hash.update(await readFile(join(root, path)));
	}
	return hash.digest('hex');
}

async function filesOf(root: string): Promise<string[]> {
	const found: string[] = [];
	for (const source of sources) {
		const inside = await readdir(join(root, source), { recursive: true, withFileTypes: true }).catch(() => null);
		if (!inside)
			found.push(source); // a file, not a folder
		else
			for (const entry of inside) if (entry.isFile()) found.push(join(entry.parentPath, entry.name).slice(root.length));
	}
	return found
		.map((path) => path.replace(/^\//, ''))
		.filter((path) => !left.test(path))
		.sort();
}
