/**
 * Sixty-four clients, twenty listings, ten thousand wishes at once: could it all have happened one after the other?
 * `npm run histories -- --histories 20 --operations 10000 --seed 1`; `--mutants` breaks the product,
 * `--speed 10000` lets less time go by, on a machine that is busy with other things.
 */
import { parseArgs } from 'node:util';
import { openGround } from './ground.ts';
import { anomaliesIn } from './histories/checker.ts';
import { play, usualSpeed } from './histories/history.ts';
import { wrongAtOnce, type Wrong } from './wrongs.ts';

const { values } = parseArgs({
	options: {
		histories: { type: 'string', default: '20' },
		operations: { type: 'string', default: '10000' },
		seed: { type: 'string', default: '1' },
		speed: { type: 'string', default: String(usualSpeed) },
		mutants: { type: 'boolean', default: false }
	}
});
const operations = Number(values.operations);
const [first, count] = [Number(values.seed), Number(values.histories)];

const ground = await openGround({ deadlock_timeout: '200ms' });
try {
	let isWell = true;
	for (let seed = first; seed < first + count; seed++) isWell = (await check(seed)) && isWell;
	if (values.mutants) for (const wrong of wrongAtOnce) isWell = (await notices(wrong)) && isWell;
	process.exitCode = isWell ? 0 : 1;
} finally {
	await ground.close();
}

async function check(seed: number): Promise<boolean> {
	const began = performance.now();
	const { anomalies, told, done } = await playOne(seed);
	for (const anomaly of anomalies.slice(0, 40)) console.log(`seed ${seed}: ${anomaly}`);
	const seconds = Math.round((performance.now() - began) / 1000);
	console.log(
		`${anomalies.length ? 'not ok' : 'ok'}: history ${seed}, ${done} operations, ${anomalies.length} anomalies; ${told}; ${seconds} s`
	);
	return anomalies.length === 0;
}

/** A broken product is noticed within three histories. */
async function notices(wrong: Wrong): Promise<boolean> {
	for (let seed = first; seed < first + 3; seed++) {
		const { anomalies } = await playOne(seed, wrong);
		if (!anomalies.length) continue;
		console.log(`caught   ${wrong.name}: ${anomalies[0]}`);
		return true;
	}
	console.log(`SURVIVED ${wrong.name}`);
	return false;
}

async function playOne(seed: number, wrong?: Wrong): Promise<{ anomalies: string[]; told: string; done: number }> {
	const history = await play(await ground.database(wrong), operations, seed, { speed: Number(values.speed) });
	await history.sql.end();
	const ends = new Map<string, number>();
	for (const { act, outcome } of history.said) {
		const what = `${act.is === 'advance' ? act.action : act.is} ${'no' in outcome ? outcome.no : 'done'}`;
		ends.set(what, (ends.get(what) ?? 0) + 1);
	}
	const often = [...ends].toSorted(([, a], [, b]) => b - a).slice(0, 12);
	return {
		anomalies: anomaliesIn(history),
		told: often.map(([what, times]) => `${times} ${what}`).join(', '),
		done: history.said.filter(({ act }) => act.is !== 'jobs').length
	};
}
