import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeFolder } from './data-folder.ts';

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'passerelle-folder-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const lock = () => join(folder, 'in-use.1');
/** As a process that is not there any more would have left it. */
const leave = (pid: number, startedAt: string) => writeFile(lock(), JSON.stringify({ pid, startedAt }));

test('a folder in use is refused with the process that has it, and free once given back', async () => {
	const giveBack = await takeFolder(folder);
	await expect(takeFolder(folder)).rejects.toThrow(`déjà utilisé par le processus ${process.pid}`);
	await giveBack();
	await (
		await takeFolder(folder)
	)();
});

test('of many at once one gets it', async () => {
	const takers = await Promise.allSettled(Array.from({ length: 20 }, () => takeFolder(folder)));
	expect(takers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('what a killed process left does not count, even when many come after it', async () => {
	await leave(2 ** 22 + 1, '1');
	const takers = await Promise.allSettled(Array.from({ length: 20 }, () => takeFolder(folder)));
	expect(takers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a later process with the same number is not the one that had it', async () => {
	await leave(1, 'another boot');
	const giveBack = await takeFolder(folder);
	expect(JSON.parse(await readFile(join(folder, 'in-use.2'), 'utf8'))).toMatchObject({ pid: process.pid });
	await giveBack();
});
