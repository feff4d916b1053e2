import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sourcesHash } from './sources.ts';

let root: string;
const put = async (path: string, text: string) => {
	await mkdir(join(root, path, '..'), { recursive: true });
	await writeFile(join(root, path), text);
};
const files = [
	'src/app.html',
	'static/robots.txt',
	'package.json',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts'
];

beforeAll(async () => {
	root = `${await mkdtemp(join(tmpdir(), 'passerelle-sources-'))}/`;
	for (const file of files) await put(file, file);
});
afterAll(() => rm(root, { recursive: true, force: true }));

test('the fingerprint changes with a source, a name and a variable, and with nothing else', async () => {
	const first = await sourcesHash(root, {});
	await put('src/lib/paraglide/runtime.js', 'made');
	await put('src/server/main.ts', 'run from source');
	await put('src/lib/time/paris.test.ts', 'a test');
	expect(await sourcesHash(root, { PATH: '/bin' })).toBe(first);

	await put('src/lib/time/paris.ts', 'a source');
	const second = await sourcesHash(root, {});
	expect(second).not.toBe(first);
	expect(await sourcesHash(root, { PUBLIC_SUPABASE_URL: 'https://x' })).not.toBe(second);
});
