import { mutants as wrong } from './mutants.ts';
import { play, type Outcome } from './run.ts';
import { openStreet, type Street } from './street.ts';

/** What is to be played: one seed twice, or `count` of them. */
interface Asked {
	seed: number | null;
	from: number;
	count: number;
	mutants: boolean;
}

/** Plays seeds in this process, over a backend of its own; answers whether every promise was kept. */
export async function playSeeds(asked: Asked): Promise<boolean> {
	const street = await openStreet();
	try {
		return asked.seed === null ? await playAll(street, asked) : await playOne(street, asked.seed);
	} finally {
		await street.close();
	}
}

async function playOne(on: Street, seed: number): Promise<boolean> {
	const outcome = await play(seed, on);
	console.log(outcome.trace.join('\n'));
	const again = await play(seed, on);
	console.log(`fingerprint ${outcome.fingerprint}, again ${again.fingerprint}`);
	tell(outcome);
	return !outcome.violations.length && outcome.fingerprint === again.fingerprint;
}

async function playAll(on: Street, { from, count, mutants }: Asked): Promise<boolean> {
	const began = performance.now();
	const outcomes: Outcome[] = [];
	for (let seed = from; seed < from + count; seed++) {
		const outcome = await play(seed, on);
		if (outcome.violations.length) tell(outcome);
		outcomes.push({ ...outcome, trace: [] });
	}
	const broken = outcomes.filter(({ violations }) => violations.length);
	const wishes = outcomes.reduce((sum, outcome) => sum + outcome.wishes, 0);
	const slowest = Math.max(...outcomes.map(({ convergedMs }) => convergedMs));
	const seconds = ((performance.now() - began) / 1000).toFixed(1);
	console.log(
		`${count} seeds, ${wishes} wishes, ${broken.length} broken; slowest to converge ${slowest} ms; ${seconds} s`
	);
	const noticed = mutants ? await playMutants(on, from, count) : true;
	return !broken.length && noticed;
}

/** Each mutant must break a promise within as many seeds. */
async function playMutants(on: Street, from: number, count: number): Promise<boolean> {
	let noticed = true;
	for (const mutant of wrong) {
		let first: Outcome | undefined;
		for (let seed = from; seed < from + count && !first; seed++) {
			const outcome = await play(seed, on, mutant);
			if (outcome.violations.length) first = outcome;
		}
		console.log(first ? `caught   ${mutant}: seed ${first.seed}: ${first.violations[0]}` : `SURVIVED ${mutant}`);
		noticed &&= Boolean(first);
	}
	return noticed;
}

function tell({ seed, violations }: Outcome): void {
	for (const violation of violations) console.log(`seed ${seed}: ${violation}`);
}
