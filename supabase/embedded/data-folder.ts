import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Why this process may not have the folder: said to whoever started it. */
export class FolderInUse extends Error {
	override readonly name = 'FolderInUse';

	constructor(dataDir: string, pid: number) {
		super(`${dataDir} : déjà utilisé par le processus ${pid} · already used by process ${pid}`);
	}
}

/** One process, told apart from a later one that was given the same number. */
interface Holder {
	pid: number;
	startedAt: string;
}

/**
 * Takes a data folder for this process, making it if needed. What a killed process left behind does not count.
 * The returned function gives the folder back.
 * @throws {FolderInUse}
 */
export async function takeFolder(dataDir: string): Promise<() => Promise<void>> {
	await mkdir(dataDir, { recursive: true, mode: 0o711 });
	const lock = join(dataDir, 'in-use-by');
	const mine: Holder = { pid: process.pid, startedAt: await startOf(process.pid) };
	const claim = join(dataDir, `in-use-by.${randomUUID()}`);
	await writeFile(claim, JSON.stringify(mine), { mode: 0o600 });
	try {
		while (!(await tryLink(claim, lock))) {
			const text = await readFile(lock, 'utf8').catch(() => null); // given back meanwhile
			if (text === null) continue;
			const holder = JSON.parse(text) as Holder;
			if (await isAlive(holder)) throw new FolderInUse(dataDir, holder.pid);
			await removeStale(lock, text);
		}
	} finally {
		await rm(claim, { force: true });
	}
	return () => rm(lock, { force: true });
}

/** A hard link is made or refused in one step, so of two processes only one gets it. */
async function tryLink(claim: string, lock: string): Promise<boolean> {
	try {
		await link(claim, lock);
		return true;
	} catch (fault) {
		if ((fault as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw fault;
	}
}

/** Moves the dead process's lock away; puts it back if it was somebody's fresh one after all. */
async function removeStale(lock: string, expected: string): Promise<void> {
	const aside = `${lock}.${randomUUID()}`;
	try {
		await rename(lock, aside);
	} catch {
		return; // another starter was faster: look again
	}
	const moved = await readFile(aside, 'utf8');
	if (moved !== expected) await tryLink(aside, lock);
	await rm(aside, { force: true });
}

async function isAlive({ pid, startedAt }: Holder): Promise<boolean> {
	if (pid === process.pid && startedAt === (await startOf(pid))) return true;
	try {
		process.kill(pid, 0);
	} catch (fault) {
		if ((fault as NodeJS.ErrnoException).code === 'ESRCH') return false;
	}
	return startedAt === (await startOf(pid));
}

/** When a process was started, in the kernel's ticks; empty where there is no /proc. */
async function startOf(pid: number): Promise<string> {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''); // not Linux, or gone
	return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
