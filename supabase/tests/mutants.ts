/**
 * `npm run mutants -- [part of a name] [--slice 2/4]`: breaks one promise of the migrations at a time and expects some pgTAP file
 * to go red. Prints the survivors: promises that no test keeps. Of twenty-four slices, `npm test` plays the one of the day.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { throwAwayPostgres } from '../embedded/throw-away.ts';
import { mutations, type Mutation } from './support/mutations.ts';
import { play, prepareForTests, testFiles } from './support/suite.ts';

const workers = 2;
const { values, positionals } = parseArgs({ options: { slice: { type: 'string' } }, allowPositionals: true });
const wanted = positionals[0] ?? '';
const [slice, slices] = sliceAsked(values.slice);
const begun = Date.now();
let files = await testFiles();
const texts = new Map(await Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')] as const)));
/** Milliseconds each file takes when nothing is broken. */
const takes = new Map<string, number>();
/** Which file went red last for a table or function: likely to do so again. */
const lastKiller = new Map<string, string>();
const survivors: string[] = [];

const server = await throwAwayPostgres({ shared_buffers: '64MB' });
try {
	await prepareForTests(server.url);
	const red = await redAlready();
	const sql = postgres(server.url, { max: 1, onnotice: () => undefined });
	const all = (await mutations(sql)).filter(({ name }) => name.includes(wanted));
	const queue = all.filter((_, at) => at % slices === slice - 1);
	const total = queue.length;
	const places = Array.from({ length: workers }, (_, n) => `worker_${n}`);
	for (const place of places) await sql.unsafe(`create database ${place} template template0`);
	await sql.end();
	await Promise.all(places.map((place) => work(server.url.replace(/\/postgres$/, `/${place}`), queue)));
	if (slices > 1) console.log(`slice ${slice}/${slices} of ${all.length}`);
	console.log(`${total} mutants in ${Math.round((Date.now() - begun) / 1000)} s`);
	console.log(survivors.length === 0 ? 'survivors: none' : `survivors: ${survivors.length}`);
	process.exitCode = survivors.length > 0 || red.length > 0 || total === 0 ? 1 : 0;
} finally {
	await server.stop();
}

/** Which slice of how many: `2/4`, or `day/4`, another each day of the year. Everything when none is asked for. */
function sliceAsked(asked = '1/1'): [slice: number, slices: number] {
	const [, which, of] = /^(day|[1-9]\d*)\/([1-9]\d*)$/.exec(asked) ?? [];
	if (!which || !of || Number(which) > Number(of)) throw new Error(`--slice ${asked}: say which of how many, as 2/4`);
	const today = Math.floor(Date.now() / 86_400_000);
	return [which === 'day' ? (today % Number(of)) + 1 : Number(which), Number(of)];
}

/** Files that are red before anything is broken: they cannot tell, and are left out. */
async function redAlready(): Promise<string[]> {
	const red: string[] = [];
	for (const file of files) {
		const started = Date.now();
		const { failures } = await play(server.url, file);
		takes.set(file, Date.now() - started);
		if (failures.length === 0) continue;
		red.push(file);
		console.log(`left out, red before anything is broken: ${file}: ${failures[0]}`);
	}
	files = files.filter((file) => !red.includes(file));
	return red;
}

/** Takes mutants from the queue until it is empty, in a database of its own: breaking a promise locks the table. */
async function work(url: string, queue: Mutation[]): Promise<void> {
	await prepareForTests(url);
	const sql = postgres(url, { max: 1, onnotice: () => undefined });
	for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
		await sql.unsafe(`begin; ${mutant.statement}; rollback`); // breaks, so that what goes red is a test
		if (await isKilled(url, mutant)) continue;
		survivors.push(mutant.name);
		console.log(`survives: ${mutant.name}`);
	}
	await sql.end();
}

async function isKilled(url: string, { about, statement }: Mutation): Promise<boolean> {
	for (const file of likelyFirst(about)) {
		const { failures } = await play(url, file, statement);
		if (failures.length === 0) continue;
		lastKiller.set(about, file);
		return true;
	}
	return false;
}

/** Files that speak most of a table or function, per second they take, come first. */
function likelyFirst(about: string): string[] {
	const worth = (file: string) => {
		if (lastKiller.get(about) === file) return Infinity;
		const mentions = about === '' ? 0 : texts.get(file)!.split(about).length - 1;
		return (mentions + 0.01) / takes.get(file)!;
	};
	return files.toSorted((a, b) => worth(b) - worth(a));
}
