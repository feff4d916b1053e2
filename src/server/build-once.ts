/** `npm start` builds the app first, unless what was built is what would be built. Silent, unless it fails. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sourcesHash } from './sources.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const mark = new URL('../../build/.source', import.meta.url);
const handler = new URL('../../build/handler.js', import.meta.url);

const wanted = await sourcesHash(root, process.env);
if (!existsSync(handler) || (await builtFrom()) !== wanted) {
	process.stdout.write('Préparation de Passerelle, une minute environ… · Building Passerelle, about a minute…\n');
	await build();
	await writeFile(mark, wanted);
}

async function builtFrom(): Promise<string | null> {
	return readFile(mark, 'utf8').catch(() => null); // built by hand, or never
}

async function build(): Promise<void> {
	const said: Buffer[] = [];
	// Its own script, so that the build is the same as by hand: messages, types, pages.
	const vite = spawn('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
	vite.stdout.on('data', (text: Buffer) => said.push(text));
	vite.stderr.on('data', (text: Buffer) => said.push(text));
	const code = await new Promise<number | null>((resolve) => vite.on('close', resolve));
	if (code === 0) return;
	process.stderr.write(Buffer.concat(said));
	process.stderr.write('\nLa construction a échoué ; voir ci-dessus. · The build failed; see above.\n');
	process.exit(1);
}
