/**
 * What time brings, cut short again and again: `npm run killed -- --runs 40 --seed 1`; `--mutants` breaks the product.
 * A street full of what is due is copied; one copy is left in peace, the others are killed at chance. They must end the same.
 */
import { parseArgs } from 'node:util';
import type { Sql } from 'postgres';
import { chance, type Chance } from '../faults/chance.ts';
import { play } from './histories/history.ts';
import { differences, idsIn, rowsIn } from './killed/rows.ts';
import { openServer } from './killed/server.ts';
import { wrongWhenKilled, type Wrong } from './wrongs.ts';

const { values } = parseArgs({
	options: {
		runs: { type: 'string', default: '40' },
		seed: { type: 'string', default: '1' },
		operations: { type: 'string', default: '3000' },
		mutants: { type: 'boolean', default: false }
	}
});
const hour = 3_600_000;
const [first, runs] = [Number(values.seed), Number(values.runs)];

const server = await openServer();
try {
	process.exitCode = (await campaign()) ? 0 : 1;
} finally {
	await server.close();
}

async function campaign(): Promise<boolean> {
	const strokes = await fillStreet();
	const before = await rowsOf('street');
	const known = idsIn(before);
	const peaceful = await inPeace(strokes);
	const did = differences(peaceful.rows, before, known).length;
	console.log(
		`in peace: ${did} rows come, go or change in ${Math.round(peaceful.tookMs)} ms at ${strokes.length} moments`
	);

	const tally = new Map<string, number>();
	let isWell = did > 100;
	for (let seed = first; seed < first + runs; seed++) {
		const left = differences(await killed(seed, strokes, peaceful.tookMs, tally), peaceful.rows, known);
		isWell &&= left.length === 0;
		for (const difference of left.slice(0, 5)) console.log(`seed ${seed}: ${difference}`);
	}
	const told = [...tally].map(([what, times]) => `${times} ${what}`).join(', ');
	console.log(`${isWell ? 'ok' : 'not ok'}: ${runs} runs, ${told}`);
	if (values.mutants)
		for (const wrong of wrongWhenKilled) isWell = (await notices(wrong, strokes, peaceful, known)) && isWell;
	return isWell && (tally.get('killed at work') ?? 0) > 0;
}

/** Weeks in the life of a street in which time never struck; answers the moments at which it will. */
async function fillStreet(): Promise<number[]> {
	await server.copy('first', 'street');
	const line = server.line('street');
	const { host, port } = { host: line.options.host[0]!, port: line.options.port[0]! };
	const url = `postgres://postgres:${encodeURIComponent(String(line.options.pass))}@${host}:${port}/street`;
	await line.end();
	const history = await play(url, Number(values.operations), first, { strikes: false });
	await history.sql.unsafe(`drop trigger take_down on public.reservations; drop trigger take_down on public.waitlist`);
	await history.sql.end();
	const end = Math.max(...history.said.map(({ now }) => now));
	const hourly = Math.ceil(end / hour) * hour;
	return [hourly, hourly + 7 * hour, hourly + 26 * hour, hourly + 75 * hour];
}

async function rowsOf(name: string): Promise<string[]> {
	const line = server.line(name);
	return rowsIn(line).finally(() => line.end());
}

/** Time strikes once at each moment, and once more for nothing. */
async function inPeace(strokes: number[], wrong?: Wrong): Promise<{ rows: string[]; tookMs: number }> {
	await server.copy('street', 'peace', wrong);
	const line = server.line('peace');
	const began = performance.now();
	for (const now of strokes) await strike(line, now);
	const tookMs = performance.now() - began;
	const rows = await rowsIn(line);
	await line.end();
	await server.drop('peace');
	return { rows, tookMs };
}

async function strike(line: Sql, now: number): Promise<void> {
	await line.begin(async (tx) => {
		await tx`select set_config('exchange.now', ${new Date(now).toISOString()}, true)`;
		await tx`select private.run_due_jobs()`;
	});
}

/** The same moments, with the process, the server or the line cut at chance, then struck until it is done; two at once at times. */
async function killed(
	seed: number,
	strokes: number[],
	tookMs: number,
	tally: Map<string, number>,
	wrong?: Wrong
): Promise<string[]> {
	const luck = chance(seed);
	const count = (what: string) => tally.set(what, (tally.get(what) ?? 0) + 1);
	await server.copy('street', 'killed', wrong);
	for (const now of strokes) {
		for (let cuts = luck.below(4); cuts > 0; cuts--) {
			const way = luck.one(['backend', 'backend', 'server', 'line'] as const);
			const afterMs = luck.next() ** 2 * 1.2 * (tookMs / strokes.length);
			count((await cut(way, now, afterMs)) ? 'killed at work' : 'too late to kill');
			count(`${way} killed`);
		}
		await doneAtLast(now, luck);
	}
	const rows = await rowsOf('killed');
	await server.drop('killed');
	return rows;
}

/** Whether the stroke was still at work when it was cut. */
async function cut(way: 'backend' | 'server' | 'line', now: number, afterMs: number): Promise<boolean> {
	const line = server.line('killed');
	const [{ pid }] = await line<[{ pid: number }]>`select pg_backend_pid() as pid`;
	let isDone = false;
	const stroke = strike(line, now).then(
		() => (isDone = true),
		() => undefined // cut, as intended: what it did is looked at in the end
	);
	await new Promise((resolve) => setTimeout(resolve, afterMs));
	const wasAtWork = !isDone;
	if (way === 'server') await server.kill();
	else if (way === 'backend') process.kill(pid, 'SIGKILL');
	await line.end({ timeout: 0 });
	await stroke;
	if (way === 'backend') await new Promise((resolve) => setTimeout(resolve, 100)); // the others are told a moment later
	await server.rise();
	return wasAtWork;
}

/** Strikes until a stroke comes through whole: a backend that was killed takes the others with it, and a cut line dies slowly. */
async function doneAtLast(now: number, luck: Chance): Promise<void> {
	const isTwice = luck.happens(0.4);
	for (let attempt = 0; ; attempt++) {
		const lines = (isTwice ? [1, 2] : [1]).map(() => server.line('killed'));
		try {
			await untilNobodyStrikes(lines[0]!);
			await Promise.all(lines.map((line) => strike(line, now)));
			return;
		} catch (fault) {
			if (attempt > 100) throw fault;
			await new Promise((resolve) => setTimeout(resolve, 50));
		} finally {
			await Promise.all(lines.map((line) => line.end({ timeout: 1 })));
		}
	}
}

async function untilNobodyStrikes(line: Sql): Promise<void> {
	for (;;) {
		const [{ busy }] = await line<[{ busy: boolean }]>`
			select exists (select from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()) as busy`;
		if (!busy) return;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

async function notices(
	wrong: Wrong,
	strokes: number[],
	{ rows, tookMs }: { rows: string[]; tookMs: number },
	known: Set<string>
): Promise<boolean> {
	for (let seed = first; seed < first + 10; seed++) {
		const [difference] = differences(await killed(seed, strokes, tookMs, new Map(), wrong), rows, known);
		if (!difference) continue;
		console.log(`caught   ${wrong.name}: ${difference.slice(0, 200)}`);
		return true;
	}
	console.log(`SURVIVED ${wrong.name}`);
	return false;
}
