/**
 * The real outbox through everything that goes wrong. `npm run faults -- --seeds 100 [--from 1] [--seed 7] [--mutants]`
 * in this process; `npm run faults -- --browser --schedules 50 [--from 1] [--schedule 7]` in Chromium.
 */
import { parseArgs } from 'node:util';

const { values } = parseArgs({
	options: {
		seeds: { type: 'string', default: '100' },
		from: { type: 'string', default: '1' },
		seed: { type: 'string' },
		mutants: { type: 'boolean', default: false },
		browser: { type: 'boolean', default: false },
		schedules: { type: 'string', default: '50' },
		schedule: { type: 'string' }
	}
});

const passed = values.browser ? await inChromium() : await inNode();
process.exitCode = passed ? 0 : 1;

// Each half is loaded alone: the one in Node takes the place of the machine's own clockwork.
async function inNode(): Promise<boolean> {
	const { playSeeds } = await import('./seeds.ts');
	const { seed, seeds, from, mutants } = values;
	return playSeeds({ seed: seed ? Number(seed) : null, from: Number(from), count: Number(seeds), mutants });
}

async function inChromium(): Promise<boolean> {
	const { playSchedules } = await import('./browser/campaign.ts');
	const { schedule, schedules, from } = values;
	if (schedule) return playSchedules({ from: Number(schedule), count: 1, isTold: true });
	return playSchedules({ from: Number(from), count: Number(schedules), isTold: false });
}
