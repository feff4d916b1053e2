import postgres, { type Sql } from 'postgres';
import { speak } from '../database.ts';
import type { Act, Actor, Outcome } from '../rules/acts.ts';
import { answersAwake } from '../street.ts';
import { client, learn, endsIn, settleCrowd, tabs, writtenIn, type Board, type Written } from './crowd.ts';

/** Something said by a client: when, by a count of everything that was said and heard, and what it was told. */
export interface Said {
	op: number;
	actor: Actor;
	act: Act;
	/** What the database took for now, in milliseconds. */
	now: number;
	invoked: number;
	answered: number;
	outcome: Outcome;
}

/** What happened, from both sides of the wire. */
export interface History {
	said: Said[];
	written: Written[];
	/** Where in `written` each stroke of time ended. */
	ends: Map<number, number>;
	isAnsweredAwake: boolean;
	sql: Sql;
}

/**
 * Half a minute of the story goes by in each millisecond: some three weeks in a minute of work. A machine that is busy with other
 * things takes less, or somebody who waited a moment for a lock acts hours late.
 */
export const usualSpeed = 30_000;

/** Plays `operations` by all clients at once, and time that strikes again and again meanwhile, unless it is not to. */
export async function play(
	url: string,
	operations: number,
	seed: number,
	{ strikes = true, speed = usualSpeed } = {}
): Promise<History> {
	const sql = postgres(url, { max: 2, onnotice: () => undefined });
	await settleCrowd(sql);
	const begins = new Date(['2026-03-20', '2026-10-16', '2026-06-01'][seed % 3]!).toISOString();
	const opened = new Date().toISOString();
	const pace = { 'exchange.begins': begins, 'exchange.opened': opened, 'exchange.speed': String(speed) };
	const board: Board = { reservations: new Map(), places: new Map() };
	const said: Said[] = [];
	let [op, beat, wishes] = [0, 0, 0];

	async function say(line: Sql, actor: Actor, choose: (now: number) => Act): Promise<void> {
		const number = ++op;
		const guess = Date.parse(begins) + (Date.now() - Date.parse(opened)) * speed;
		const act = choose(guess);
		const invoked = ++beat;
		const { now, outcome } = await answerTo(line, actor, act, number);
		learn(board, act, outcome);
		said.push({ op: number, actor, act, now: now ?? guess, invoked, answered: ++beat, outcome });
	}

	const lines = [...tabs, 'jobs'].map(() => postgres(url, { max: 1, onnotice: () => undefined, connection: pace }));
	try {
		const clients = tabs.map(async (person, n) => {
			const choose = client(person, seed, n);
			while (wishes++ < operations) await say(lines[n]!, person, (now) => choose(now, board));
		});
		let isOver = false;
		const striking = (async () => {
			while (strikes && !isOver) await say(lines[tabs.length]!, 'visitor', () => ({ is: 'jobs' }));
		})();
		await Promise.all(clients);
		isOver = true;
		await striking;
		return {
			said,
			written: await writtenIn(sql),
			ends: await endsIn(sql),
			isAnsweredAwake: await answersAwake(sql),
			sql
		};
	} finally {
		await Promise.all(lines.map((line) => line.end()));
	}
}

async function answerTo(
	line: Sql,
	actor: Actor,
	act: Act,
	op: number
): Promise<{ now: number | null; outcome: Outcome }> {
	let now: number | null = null;
	try {
		const answer = await line.begin(async (tx) => {
			const isTime = act.is === 'jobs';
			const claims = isTime ? '' : JSON.stringify({ sub: actor, role: 'authenticated' });
			const [begun] = await tx<[{ now: number }]>`
				select set_config('exchange.op', ${String(op)}, true), set_config('request.jwt.claims', ${claims}, true),
					set_config('role', ${isTime ? 'none' : 'authenticated'}, true), (extract(epoch from now()) * 1000)::float8 as now`;
			now = begun.now;
			if (isTime) {
				const [did] = await tx`select private.run_due_jobs()`;
				await tx`insert into exchange.log (op, "table") values (${op}, 'end')`;
				return did;
			}
			return speak(tx, act, null);
		});
		return { now, outcome: { answer } };
	} catch (fault) {
		if (!(fault instanceof postgres.PostgresError)) throw fault;
		return { now, outcome: { no: fault.code === 'P0001' ? fault.message : `${fault.code} ${fault.message}` } };
	}
}
