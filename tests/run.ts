/** `npm test`: everything that must hold, in the order that fails soonest. `npm test -- unit database` runs only those. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { browser } from './support/browser.ts';

const steps: Record<string, [command: string, ...args: string[]]> = {
	check: ['npm', 'run', '--silent', 'check'],
	unit: ['npm', 'run', '--silent', 'test:unit'],
	database: ['npm', 'run', '--silent', 'test:database'],
	promises: ['node', 'supabase/tests/concurrency.ts'],
	model: ['npm', 'run', '--silent', 'model', '--', '--steps', '500'],
	histories: ['npm', 'run', '--silent', 'histories', '--', '--histories', '1', '--operations', '1500'],
	killed: ['npm', 'run', '--silent', 'killed', '--', '--runs', '3', '--operations', '800'],
	mutants: ['npm', 'run', '--silent', 'mutants', '--', '--slice', 'day/24'],
	faults: ['npm', 'run', '--silent', 'faults', '--', '--seeds', '60', '--mutants'],
	build: ['npm', 'run', '--silent', 'build'],
	kills: ['npm', 'run', '--silent', 'faults', '--', '--browser', '--schedules', '2'],
	contract: ['npm', 'run', '--silent', 'test:contract'],
	e2e: ['npm', 'run', '--silent', 'test:e2e'],
	bytes: ['node', 'tests/bench/bytes.ts']
};

/** What is played at once: each of these leaves half of two cores to the other. */
const together: Record<string, string> = {
	database: 'killed',
	promises: 'model',
	histories: 'faults',
	kills: 'contract'
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in steps));
if (unknown.length) {
	console.error(`No such part: ${unknown.join(', ')}. The parts are ${Object.keys(steps).join(', ')}.`);
	process.exit(2);
}

browser(); // the parts find it, or one is installed now
// Parts write into a pipe: they keep their colours where somebody looks.
const colours = process.stdout.isTTY ? '1' : '0';
const outcomes: { name: string; passed: boolean; seconds: number; complaints: string[] }[] = [];
const toPlay = new Set(Object.keys(steps).filter((name) => !asked.length || asked.includes(name)));
for (const name of toPlay) {
	toPlay.delete(name);
	const other = together[name];
	const beside = other && toPlay.delete(other) ? playPart(other, false) : null;
	await playPart(name, true);
	await beside;
	if (name === 'build' && !(outcomes.at(-1)!.passed && existsSync('build/handler.js'))) break;
}

console.log('');
for (const { name, passed, seconds, complaints } of outcomes) {
	console.log(`${passed ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
	// Where only the end of a long output is kept, the end says what failed.
	if (!passed) for (const line of complaints.slice(0, 12)) console.log(`         ${line}`);
	else for (const line of complaints.filter((one) => one.startsWith('✘'))) console.log(`         at first: ${line}`);
}
const failed = outcomes.filter((outcome) => !outcome.passed).length;
console.log(`\n${outcomes.length - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);

/** Plays a part and notes how it went. What it says is shown as it comes when `live`, else all at its end. */
async function playPart(name: string, live: boolean): Promise<void> {
	const [command, ...args] = steps[name]!;
	if (live) console.log(`\n── ${name}`);
	const began = Date.now();
	const { status, said, complaints } = await play(command, args, live);
	if (!live) console.log(`\n── ${name}\n${said}`);
	outcomes.push({ name, passed: status === 0, seconds: Math.round((Date.now() - began) / 1000), complaints });
}

/** Plays a command; answers how it ended, what it said, and the lines that name what failed. */
async function play(
	command: string,
	args: string[],
	live: boolean
): Promise<{ status: number | null; said: string; complaints: string[] }> {
	const child = spawn(command, args, {
		stdio: ['inherit', 'pipe', 'pipe'],
		env: { FORCE_COLOR: colours, ...process.env }
	});
	let said = '';
	for (const [from, to] of [
		[child.stdout, process.stdout],
		[child.stderr, process.stderr]
	] as const) {
		from.on('data', (text: Buffer) => {
			if (live) to.write(text);
			said += text.toString();
		});
	}
	const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
	const lines = stripVTControlCharacters(said).split('\n');
	const complaints = lines.filter((line) =>
		/^\s*(?:✘|×|✗|FAIL\b|FAILED\b|not ok\b|PAST\b|SURVIVED\b|survives:|seed \d+:|.*\berror TS\d|\w*Error: |uncaught on |policy: |\+ {2,}")/.test(
			line
		)
	);
	return { status, said, complaints: [...new Set(complaints.map((line) => line.trim()))] };
}
