import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
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

/** Locks are numbered: the highest one counts, and a dead one is outbid rather than removed, so that one wins. */
const name = /^in-use\.(\d+)$/;

/**
 * Takes a data folder for this process, making it if needed. What a killed process left behind does not count.
 * The returned function gives the folder back.
 * @throws {FolderInUse}
 */
export async function takeFolder(dataDir: string): Promise<() => Promise<void>> {
	await mkdir(dataDir, { recursive: true, mode: 0o711 });
	const claim = join(dataDir, `claim.${randomUUID()}`);
	const mine: Holder = { pid: process.pid, startedAt: await startOf(process.pid) };
	await writeFile(claim, JSON.stringify(mine), { mode: 0o600 });
	try {
		for (;;) {
			const highest = await highestLock(dataDir);
			const holder = highest && (await holderOf(lockAt(dataDir, highest)));
			if (holder && (await isAlive(holder))) throw new FolderInUse(dataDir, holder.pid);
			const lock = lockAt(dataDir, highest + 1);
			if (!(await tryLink(claim, lock))) continue;
			if ((await highestLock(dataDir)) === highest + 1) {
				await removeBelow(dataDir, highest + 1);
				return () => rm(lock, { force: true });
			}
			await rm(lock, { force: true }); // outbid while we looked away
		}
	} finally {
		await rm(claim, { force: true });
	}
}

function lockAt(dataDir: string, number: number): string {
	return join(dataDir, `in-use.${number}`);
}

/** The number of the lock that counts; 0 when there is none. */
async function highestLock(dataDir: string): Promise<number> {
	const files = await readdir(dataDir);
	return Math.max(0, ...files.map((file) => Number(name.exec(file)?.[1] ?? 0)));
}

async function removeBelow(dataDir: string, number: number): Promise<void> {
	for (const file of await readdir(dataDir)) {
		if (Number(name.exec(file)?.[1] ?? number) < number) await rm(join(dataDir, file), { force: true });
	}
}

async function holderOf(lock: string): Promise<Holder | null> {
	const text = await readFile(lock, 'utf8').catch(() => null); // given back meanwhile
	return text === null ? null : (JSON.parse(text) as Holder);
}

/** A hard link is made or refused in one step, whole, so of two processes only one gets it. */
async function tryLink(claim: string, lock: string): Promise<boolean> {
	try {
		await link(claim, lock);
		return true;
	} catch (fault) {
		if ((fault as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw fault;
	}
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
