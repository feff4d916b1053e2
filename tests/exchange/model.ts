/**
 * Exchanges by chance, in the database and by independent rules, compared after each step.
 * `npm run model -- --steps 20000 --seed 1`; `--path` as it was printed plays what went wrong again; `--mutants` breaks the product,
 * `--only` in the ways with this in their name.
 */
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { openDatabase } from './database.ts';
import { openGround } from './ground.ts';
import { beginning, move } from './moves.ts';
import { people, wipe } from './street.ts';
import { tell, type Tally } from './story.ts';
import { wrongs, type Wrong } from './wrongs.ts';

const { values } = parseArgs({
	options: {
		steps: { type: 'string', default: '20000' },
		seed: { type: 'string', default: '1' },
		path: { type: 'string' },
		whole: { type: 'boolean', default: false },
		mutants: { type: 'boolean', default: false },
		only: { type: 'string', default: '' }
	}
});
const moves = fc.array(move, { minLength: 20, maxLength: 60, size: 'max' });
const seed = Number(values.seed);

const ground = await openGround();
try {
	const agrees = await play(Number(values.steps), values.path);
	const noticed = !values.mutants || (await playWrongs());
	process.exitCode = agrees && noticed ? 0 : 1;
} finally {
	await ground.close();
}

/** Plays stories until so many steps are done; answers whether the database always agreed. */
async function play(steps: number, path?: string): Promise<boolean> {
	const tally: Tally = new Map();
	const began = performance.now();
	const { done, failure } = await tellAll(steps, tally, path);
	for (const [what, times] of [...tally].toSorted(([a], [b]) => (a < b ? -1 : 1))) console.log(`  ${what}  ${times}`);
	console.log(failure ?? `ok: ${done} steps from seed ${seed} on, the database agrees; ${since(began)}`);
	return !failure;
}

/** Each way of being wrong must be seen within a few thousand steps. */
async function playWrongs(): Promise<boolean> {
	let noticed = true;
	for (const wrong of wrongs.filter(({ name }) => name.includes(values.only))) {
		const { done, failure } = await tellAll(4000, new Map(), undefined, wrong);
		console.log(
			failure ? `caught   ${wrong.name}, within ${done} steps: ${reasonIn(failure)}` : `SURVIVED ${wrong.name}`
		);
		noticed &&= Boolean(failure);
	}
	return noticed;
}

async function tellAll(
	steps: number,
	tally: Tally,
	path?: string,
	wrong?: Wrong
): Promise<{ done: number; failure?: string }> {
	const database = openDatabase(await ground.database(wrong), [...people, 'visitor']);
	const began = performance.now();
	let done = 0;
	try {
		await wipe(database.sql);
		for (let round = seed; done < steps; round++) {
			const outcome = await fc.check(
				fc.asyncProperty(beginning, moves, async (begins, story) => {
					done += story.length;
					await tell(database, begins, story, tally);
				}),
				{ seed: round, numRuns: 8, endOnFailure: values.whole || Boolean(wrong), ...(path !== undefined && { path }) }
			);
			if (outcome.failed) {
				const again = `npm run model -- --seed ${round} --path ${outcome.counterexamplePath}`;
				return { done, failure: `not ok: ${String(outcome.errorInstance)}\nagain: ${again}` };
			}
			if (path !== undefined) break;
			if (!wrong && (round - seed) % 10 === 9) console.log(`${done} steps, ${since(began)}`);
		}
		return { done };
	} finally {
		await database.close();
	}
}

/** What differed, in a line. */
function reasonIn(failure: string): string {
	return failure.split('\n').find((line) => line.endsWith(' differs.')) ?? failure.slice(0, 200);
}

function since(began: number): string {
	return `${Math.round((performance.now() - began) / 1000)} s`;
}
