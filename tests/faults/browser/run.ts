import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chance } from '../chance.ts';
import { switchOn, type Device } from './device.ts';
import { openDoor } from '../../support/door.ts';
import { befall } from './faults.ts';
import { checkPromises } from './promises.ts';
import { introduce, type Neighbours } from './residents.ts';
import { inWords, scheduleFor, type Step } from './schedule.ts';
import { say, type Wish } from './wishes.ts';

/** What a schedule came to. */
export interface Outcome {
	seed: number;
	violations: string[];
	/** What happened, line by line. */
	trace: string[];
	wishes: Wish[];
	/** From the network's return to an empty outbox, the slowest, in milliseconds. */
	convergedMs: number;
}

const convergesWithinMs = 10_000;
/** Past that it is late; past this it is stuck. */
const waitedForMs = 90_000;
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Plays the schedule of `seed` in real browsers against the server behind `api`. */
export async function play(seed: number, api: { url: string; key: string }): Promise<Outcome> {
	const outcome: Outcome = { seed, violations: [], trace: [], wishes: [], convergedMs: 0 };
	const began = Date.now();
	const note = (what: string) => outcome.trace.push(`${Date.now() - began} ${what}`);
	const disk = await mkdtemp(join(tmpdir(), 'passerelle-browsers-'));
	const neighbours = await introduce(api);
	const doors = await Promise.all(
		['phone', 'laptop'].map((name, n) =>
			openDoor(api.url, chance(seed * 10 + n), (request) => note(`${name} ${request}`))
		)
	);
	const devices: Device[] = [];
	try {
		for (const [n, name] of ['phone', 'laptop'].entries()) {
			const who = n ? neighbours.bo : neighbours.ada;
			const device = await switchOn(name, doors[n]!, join(disk, name), neighbours, who);
			devices.push(device);
		}
		await Promise.all(devices.map((device) => device.begin()));
		note('both devices are on');
		for (const [n, step] of scheduleFor(seed).entries()) {
			note(inWords(step));
			const device = devices.find(({ name }) => name === step.device)!;
			await take(neighbours, device, step, n, outcome, note);
			await rest(step.restMs);
		}
		note('all is well again');
		for (const device of devices) {
			const slowest = await makeWell(neighbours, device, outcome.violations, note);
			outcome.convergedMs = Math.max(outcome.convergedMs, slowest);
		}
		await checkPromises(neighbours, outcome);
	} finally {
		await Promise.all(devices.map((device) => device.close()));
		for (const door of doors) door.close();
		await rm(disk, { recursive: true, force: true, maxRetries: 5 });
	}
	return outcome;
}

async function take(
	neighbours: Neighbours,
	device: Device,
	{ deed: drawn, fault, afterMs, tab, trouble }: Step,
	n: number,
	{ wishes, seed }: Outcome,
	note: (what: string) => void
): Promise<void> {
	device.door.trouble = trouble;
	// Bo alone accepts, once.
	const accepts = device.who === neighbours.bo && !wishes.some(({ deed }) => deed === 'accept');
	const deed = drawn === 'accept' && !accepts ? 'message' : drawn;
	const saying = deed && say(neighbours, device, tab, deed, `${device.who.name} ${device.name} ${seed}.${n}`, 2 + n);
	if (fault) {
		if (saying) await rest(afterMs);
		await befall(neighbours, device, fault, tab).catch((error: Error) =>
			note(`could not: ${error.message.split('\n')[0]}`)
		);
	}
	const wish = await saying;
	if (wish) wishes.push(wish);
	if (deed) note(wish ? `${wish.label}: ${wish.told}` : `the page does not offer it`);
}

/** The network is back; whoever has something unsent signs in again. Answers how long the slowest outbox took. */
async function makeWell(
	neighbours: Neighbours,
	device: Device,
	violations: string[],
	note: (what: string) => void
): Promise<number> {
	device.door.trouble = 0;
	// The network comes back as another one: what hung is cut.
	await device.connect(false);
	let slowest = 0;
	const { ada, bo } = neighbours;
	for (const who of device.who === ada ? [ada, bo] : [bo, ada]) {
		if (!device.guests.has(who)) continue;
		const began = Date.now();
		// Whether their session is good, or over, or somebody else's: the network comes back, and they sign in.
		await device.connect(true);
		await device.signIn(who);
		let left = await device.lying(who);
		while (left.some(({ state }) => state === 'queued') && Date.now() - began < waitedForMs) {
			await rest(50);
			left = await device.lying(who);
		}
		const took = Date.now() - began;
		note(`${device.name} of ${who.name}: empty after ${took} ms`);
		slowest = Math.max(slowest, took);
		if (took > convergesWithinMs) violations.push(`${device.name} of ${who.name}: empty after ${took} ms`);
		for (const { kind, state, attempts, waitsFor, refusal } of left)
			violations.push(`${device.name} of ${who.name} keeps ${kind} ${state} ${refusal ?? ''} ${attempts} ${waitsFor}`);
	}
	return slowest;
}
