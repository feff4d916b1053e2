/** `npm run faults -- --seeds 100 [--from 1] [--seed 7] [--mutants]`: the real outbox through everything that goes wrong. */
import { parseArgs } from 'node:util';
import { mutants } from './mutants.ts';
import { play, type Outcome } from './run.ts';
import { openStreet, type Street } from './street.ts';

const { values } = parseArgs({
	options: {
		seeds: { type: 'string', default: '100' },
		from: { type: 'string', default: '1' },
		seed: { type: 'string' },
		mutants: { type: 'boolean', default: false }
	}
});

const street = await openStreet();
const began = performance.now();
try {
	const passed = values.seed ? await playOne(street, Number(values.seed)) : await playAll(street);
	process.exitCode = passed ? 0 : 1;
} finally {
	await street.close();
}

async function playOne(on: Street, seed: number): Promise<boolean> {
	const outcome = await play(seed, on);
	console.log(outcome.trace.join('\n'));
	const again = await play(seed, on);
	console.log(`fingerprint ${outcome.fingerprint}, again ${again.fingerprint}`);
	tell(outcome);
	return !outcome.violations.length && outcome.fingerprint === again.fingerprint;
}

async function playAll(on: Street): Promise<boolean> {
	const [from, count] = [Number(values.from), Number(values.seeds)];
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
	const noticed = values.mutants ? await playMutants(on, from, count) : true;
	return !broken.length && noticed;
}

/** Each mutant must break a promise within as many seeds. */
async function playMutants(on: Street, from: number, count: number): Promise<boolean> {
	let noticed = true;
	for (const mutant of mutants) {
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
