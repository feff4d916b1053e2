import { isDeepStrictEqual } from 'node:util';
import type { Database } from './database.ts';
import { broken, differsFor, expected, seen } from './looking.ts';
import { interpreter, type Move } from './moves.ts';
import { perform } from './rules/acts.ts';
import { answersAwake, listings, names, newWorld, people, seedsIn, settle } from './street.ts';

/** How often what happens to happen: it tells whether chance went everywhere. */
export type Tally = Map<string, number>;

/**
 * Plays moves in the database and by the rules, comparing after each what was answered and all that can be seen.
 * @throws with what differs, after the story so far
 */
export async function tell(database: Database, begins: number, moves: Move[], tally: Tally): Promise<void> {
	await settle(database.sql, begins);
	database.forget();
	const world = newWorld(begins, await answersAwake(database.sql), await seedsIn(database.sql));
	const meaning = interpreter();
	const lines: string[] = [];
	for (const move of moves) {
		const turn = meaning(world, move);
		const at = new Date(world.now).toISOString();
		if ('pass' in turn) {
			world.now += turn.pass;
			lines.push(`${at} ${turn.pass / 1000} s go by`);
			count(tally, 'time goes by');
			await lookAround(database, world, move, lines);
			continue;
		}
		const { actor, act } = turn;
		const should = perform(world, actor, act);
		const did = await database.perform(actor, world.now, act);
		const said = 'no' in did ? did.no : 'done';
		lines.push(`${at} ${names[people.indexOf(actor)] ?? actor} ${JSON.stringify(act)}: ${said}`);
		count(tally, `${act.is === 'advance' ? act.action : act.is === 'gift' ? `gift ${act.action}` : act.is} ${said}`);
		if (!isDeepStrictEqual(sorted(did), sorted(should))) differ(lines, 'the answer', did, should);
		await lookAround(database, world, move, lines);
	}
}

async function lookAround(database: Database, world: ReturnType<typeof newWorld>, move: Move, lines: string[]) {
	const [all, promises] = [await seen(database.sql), await broken(database.sql)];
	if (promises.length) differ(lines, 'a promise is broken', promises, []);
	const should = expected(world);
	if (!isDeepStrictEqual(sorted(all), sorted(should))) differ(lines, 'what is there', all, should);
	const viewer = [...people, 'visitor'][(move.who + move.pick) % (people.length + 1)]!;
	const listing = listings[move.luck % listings.length]!.id;
	const difference = await differsFor(database, world, viewer, listing, move.pick % 9);
	if (difference)
		differ(lines, `what ${names[people.indexOf(viewer)] ?? viewer} sees of ${listing}`, difference, 'the same');
}

function differ(lines: string[], what: string, found: unknown, should: unknown): never {
	const [here, there] = [sorted(found), sorted(should)];
	throw new Error(
		`${lines.join('\n')}\n${what} differs.\n  database: ${onlyIn(here, there)}\n  rules:    ${onlyIn(there, here)}`
	);
}

/** As text, without the rows that the other has as well. */
function onlyIn(one: unknown, other: unknown): string {
	const isBare = !one || !other || typeof one !== 'object' || typeof other !== 'object' || Array.isArray(one);
	if (isBare) return JSON.stringify(one);
	const rows = Object.entries(one).map(([name, value]) => {
		const others = ((other as Record<string, unknown>)[name] ?? []) as unknown[];
		const isNew = (row: unknown) => !others.some((o) => isDeepStrictEqual(o, row));
		return [name, Array.isArray(value) && Array.isArray(others) ? value.filter(isNew) : value];
	});
	return JSON.stringify(Object.fromEntries(rows));
}

/** Keys in one order, whoever wrote them. */
function sorted(value: unknown): unknown {
	return JSON.parse(JSON.stringify(value), (_, inner: unknown) =>
		inner && typeof inner === 'object' && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
			: inner
	) as unknown;
}

function count(tally: Tally, what: string): void {
	tally.set(what, (tally.get(what) ?? 0) + 1);
}
