import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const patienceMs = 15_000;

/**
 * Stops a PostgreSQL that outlived the process that started it (`kill -9` reaches the parent alone), so that the same
 * files can be opened again. It is asked to stop at once but cleanly: what it acknowledged is on the disk.
 */
export async function stopLeftBehind(clusterDir: string): Promise<void> {
	const pid = await runningOn(clusterDir);
	if (!pid) return;
	for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
		process.kill(pid, signal);
		if (await isGone(clusterDir, pid)) break;
	}
	// Removed by a clean stop. A later process may be given the same number, and PostgreSQL would believe it lives.
	if (!(await runningOn(clusterDir))) await rm(join(clusterDir, 'postmaster.pid'), { force: true });
}

/** The process that serves a cluster, or `null`: the file may outlive it, and its number may be another's by now. */
async function runningOn(clusterDir: string): Promise<number | null> {
	const text = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => ''); // never started, or stopped
	const pid = Number(text.split('\n')[0]);
	if (!pid) return null;
	// PostgreSQL lives in its folder, whatever name it was given for it.
	const home = await readlink(`/proc/${pid}/cwd`).catch(() => null); // gone, or not ours
	return home !== null && home === (await realpath(clusterDir)) ? pid : null;
}

async function isGone(clusterDir: string, pid: number): Promise<boolean> {
	const until = Date.now() + patienceMs;
	while (Date.now() < until) {
		if ((await runningOn(clusterDir)) !== pid) return true;
		await pause(50);
	}
	return false;
}
