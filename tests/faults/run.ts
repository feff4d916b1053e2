import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { Device } from './device.ts';
import { deeds } from './deeds.ts';
import { faults } from './faults.ts';
import type { Mutant } from './mutants.ts';
import { checkPromises } from './promises.ts';
import { stageFor, type Stage } from './stage.ts';
import { stillness } from './stillness.ts';
import { openStory, type Story } from './story.ts';
import type { Street } from './street.ts';

setMaxListeners(0);

/** What a seed came to. */
export interface Outcome {
	seed: number;
	violations: string[];
	trace: string[];
	/** The same for every run of the same seed. */
	fingerprint: string;
	wishes: number;
	/** How long the slowest queue took to empty once all was well, in virtual milliseconds. */
	convergedMs: number;
}

const storyMs = 120_000;
/** After the network is back. */
const convergesWithinMs = 10_000;

/** Plays `seed` on `street`; with a mutant, badly on purpose. */
export async function play(seed: number, street: Street, mutant?: Mutant): Promise<Outcome> {
	const stage = stageFor(seed, street, mutant);
	const story = await openStory(stage);
	const { time, chance } = stage;
	const strayFault = (fault: unknown) => story.faults.push(fault);
	process.on('unhandledRejection', strayFault);
	try {
		stage.network.trouble = chance.one([0, 0.2, 0.5]);
		const acts = [
			...Array.from({ length: chance.between(8, 24) }, () => deeds),
			...Array.from({ length: chance.between(2, 10) }, () => faults)
		];
		for (const table of acts) {
			const act = weighted(table, chance.next());
			// A deed goes on for as long as it has to wait; what a page that died was doing never ends.
			time.after(chance.below(storyMs), () => void act(stage, story).catch(strayFault));
		}
		await time.pass(storyMs);
		const convergedMs = await makeWell(stage, story);
		await checkPromises(stage, story);
		for (const fault of story.faults) stage.violate(`a fault: ${(fault as Error)?.stack ?? String(fault)}`);
		return {
			seed,
			violations: stage.violations,
			trace: stage.trace,
			fingerprint: createHash('sha256').update(stage.trace.join('\n')).digest('hex').slice(0, 16),
			wishes: story.wishes.all.length,
			convergedMs
		};
	} finally {
		for (const where of story.devices) for (const page of [...where.pages]) page.die();
		await stillness();
		process.off('unhandledRejection', strayFault);
	}
}

/** Everything comes back; whoever has something unsent signs in again, and answers what was refused. Answers the slowest. */
async function makeWell(stage: Stage, story: Story): Promise<number> {
	const { network, chance } = stage;
	stage.note('all is well again');
	network.trouble = 0;
	network.cut();
	let slowest = 0;
	for (const where of story.devices) {
		where.online = true;
		where.fullFor = 0;
		for (const page of where.pages) {
			page.dieAfter(Infinity);
			page.thaw();
		}
	}
	for (const where of story.devices) {
		for (const uid of chance.happens(0.5) ? [story.ada, story.bo] : [story.bo, story.ada]) {
			slowest = Math.max(slowest, await empty(stage, story, where, uid));
		}
	}
	return slowest;
}

async function empty(stage: Stage, story: Story, where: Device, uid: string): Promise<number> {
	let slowest = 0;
	for (let round = 0; round < 30; round++) {
		if (!(await stage.lying(where, uid)).length) return slowest;
		if (!round) {
			await story.switchTo(where, uid);
			// Pages take a moment to find out who they belong to now.
			await stage.time.pass(stage.time.now() + 3_001);
		}
		const page = [...where.pages].find((one) => one.uid === uid) ?? story.open(where, uid);
		page.outbox.kick(true).catch((fault: unknown) => story.faults.push(fault));
		const took = await calm(stage, where, uid);
		if (took === null) {
			const left = (await stage.lying(where, uid)).map(
				(o) => `${o.kind} ${o.state} ${o.attempts} ${o.waitsFor} ${o.nextAt - stage.epoch}`
			);
			stage.violate(`not converged on ${where.name} for ${stage.nameOf(uid)}: ${left.join('; ')}`);
			return convergesWithinMs;
		}
		slowest = Math.max(slowest, took);
		for (const refused of (await stage.lying(where, uid)).filter(({ state }) => state === 'refused')) {
			const wish = story.wishes.all.find(({ mark, uid: whose }) => mark?.id === refused.id && whose === uid);
			const mark = { seq: refused.seq, id: refused.id };
			// One that a page died over before it could say "kept": it shows, and is taken away like the rest.
			const taken = wish ? story.wishes.discard(page, wish) : page.outbox.discard(mark);
			taken.catch((fault: unknown) => story.faults.push(fault));
			await stage.time.pass(stage.time.now() + 100);
		}
	}
	stage.violate(`refusals without end on ${where.name}`);
	return slowest;
}

/** Lets time pass until nothing is left to send; answers how long that took, or `null` past the limit. */
async function calm(stage: Stage, where: Device, uid: string): Promise<number | null> {
	const began = stage.time.now();
	while (stage.time.now() - began <= convergesWithinMs) {
		const lying = await stage.lying(where, uid);
		const halted = new Set(lying.filter(({ state }) => state === 'refused').map(({ lane }) => lane));
		if (lying.every(({ lane }) => halted.has(lane))) return stage.time.now() - began;
		await stage.time.pass(stage.time.now() + 250);
	}
	return null;
}

function weighted<T>(table: [often: number, act: T][], throwOf: number): T {
	let left = throwOf * table.reduce((sum, [often]) => sum + often, 0);
	for (const [often, act] of table) if ((left -= often) < 0) return act;
	return table[0]![1];
}
