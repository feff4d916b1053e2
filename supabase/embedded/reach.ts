import { cp, lstat, mkdtemp, open, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The account to run as; empty for one's own. */
export interface Owner {
	uid?: number;
	gid?: number;
}

/** A file or folder as a child process may name it. */
export interface Reached {
	path: string;
	/** To be given to the child at this place of its `stdio`; empty when the plain path will do. */
	handles: number[];
	/** Ends our hold on it, once the child has its own. */
	letGo(): Promise<void>;
}

/**
 * How a child running as `owner` can open `path` though folders above are closed to it (a clone under /root, a private
 * temporary folder): root opens it, the child inherits it as its descriptor `place`. Nothing's permissions change.
 */
export async function reach(path: string, owner: Owner, place: number): Promise<Reached> {
	if (owner.uid === undefined || process.platform !== 'linux')
		return { path, handles: [], letGo: async () => undefined };
	const handle = await open(path, 'r');
	return { path: `/proc/self/fd/${place}`, handles: [handle.fd], letGo: () => handle.close() };
}

/**
 * A folder of programs that `owner` can run: `folder` itself, or a copy in the temporary folder when it lies behind
 * closed ones, since a program is started by its path.
 * @throws when the copy's place is taken by somebody else's folder
 */
export async function withinReach(folder: string, owner: Owner, version: string): Promise<string> {
	if (owner.uid === undefined || (await isOpenToAll(folder))) return folder;
	const copy = join(tmpdir(), `passerelle-postgres-${version}`);
	if (await isOurs(copy)) return copy;
	const draft = await mkdtemp(`${copy}-`);
	await cp(folder, draft, { recursive: true, verbatimSymlinks: true, mode: 0 });
	const handle = await open(draft, 'r');
	await handle.chmod(0o755);
	await handle.close();
	try {
		await rename(draft, copy);
	} catch (fault) {
		await rm(draft, { recursive: true, force: true });
		if (!(await isOurs(copy))) throw fault;
	}
	return copy;
}

async function isOpenToAll(folder: string): Promise<boolean> {
	for (let at = folder; ; at = dirname(at)) {
		const { mode } = await lstat(at);
		if ((mode & 0o001) === 0) return false;
		if (at === dirname(at)) return true;
	}
}

/** Whether it is there and only root could have made it: the temporary folder is everyone's. */
async function isOurs(folder: string): Promise<boolean> {
	const found = await lstat(folder).catch(() => null); // not there yet
	return found !== null && found.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0;
}
