/** `npm test`: everything that must hold, in the order that fails soonest. `npm test -- unit database` runs only those. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { browser } from './support/browser.ts';

const steps: Record<string, [command: string, ...args: string[]]> = {
	check: ['npm', 'run', '--silent', 'check'],
	unit: ['npm', 'run', '--silent', 'test:unit'],
	database: ['npm', 'run', '--silent', 'test:database'],
	promises: ['node', 'supabase/tests/concurrency.ts'],
	mutants: ['node', 'supabase/tests/mutants.ts'],
	faults: ['npm', 'run', '--silent', 'faults', '--', '--seeds', '60', '--mutants'],
	build: ['npm', 'run', '--silent', 'build'],
	kills: ['npm', 'run', '--silent', 'faults', '--', '--browser', '--schedules', '2'],
	contract: ['npm', 'run', '--silent', 'test:contract'],
	e2e: ['npm', 'run', '--silent', 'test:e2e'],
	bytes: ['node', 'tests/bench/bytes.ts']
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in steps));
if (unknown.length) {
	console.error(`No such part: ${unknown.join(', ')}. The parts are ${Object.keys(steps).join(', ')}.`);
	process.exit(2);
}

process.env.CHROMIUM_PATH = browser();
const outcomes: { name: string; passed: boolean; seconds: number }[] = [];
for (const [name, [command, ...args]] of Object.entries(steps)) {
	if (asked.length && !asked.includes(name)) continue;
	console.log(`\n── ${name}`);
	const began = Date.now();
	const { status } = spawnSync(command, args, { stdio: 'inherit', env: process.env });
	outcomes.push({ name, passed: status === 0, seconds: Math.round((Date.now() - began) / 1000) });
	if (name === 'build' && (status !== 0 || !existsSync('build/handler.js'))) break;
}

console.log('');
for (const { name, passed, seconds } of outcomes) console.log(`${passed ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
const failed = outcomes.filter((outcome) => !outcome.passed).length;
console.log(`\n${outcomes.length - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
