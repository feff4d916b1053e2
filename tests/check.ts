/**
 * `npm run check`: format, lint and rooms on one core, types on another. Each says what it found when it ends; all are played,
 * so that one run tells everything.
 */
import { spawn } from 'node:child_process';

const chains = [
	['prettier --check .', 'eslint .', 'depcruise src --config tests/architecture/rooms.js'],
	[
		'svelte-kit sync && svelte-check --tsconfig ./tsconfig.json',
		'tsc -p src/service-worker',
		'tsc -p supabase/embedded'
	]
];

const failed = (await Promise.all(chains.map(follow))).flat();
for (const command of failed) console.error(`FAILED ${command}`);
process.exit(failed.length ? 1 : 0);

/** Plays one after the other; answers those that failed. */
async function follow(commands: string[]): Promise<string[]> {
	const failed: string[] = [];
	for (const command of commands) {
		const { status, said } = await play(command);
		process.stdout.write(`\n$ ${command}\n${said}`);
		if (status !== 0) failed.push(command);
	}
	return failed;
}

/** Plays one; what it says is kept together. */
function play(command: string): Promise<{ status: number | null; said: string }> {
	const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
	let said = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()));
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (status) => resolve({ status, said }));
	});
}
