import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { play, type Outcome } from './run.ts';

const root = new URL('../../../', import.meta.url);

/** What is to be played. */
interface Asked {
	from: number;
	count: number;
	/** Prints everything that happened, whatever came of it. */
	isTold: boolean;
}

/** Plays schedules in Chromium, over the built app; answers whether every promise was kept. */
export async function playSchedules({ from, count, isTold }: Asked): Promise<boolean> {
	if (!existsSync(new URL('build/handler.js', root))) throw new Error('There is no build: npm run build first.');
	const data = await mkdtemp(join(tmpdir(), 'passerelle-faults-'));
	const port = await freePort();
	const url = `http://localhost:${port}`;
	const env = { ...process.env, PORT: String(port), HOST: 'localhost', DATA_DIR: data, AUTH_LIMITS: 'off' };
	const server = spawn(process.execPath, ['src/server/main.ts'], {
		cwd: root,
		env: { ...env, LOG_LEVEL: 'warn', DEMO: '0' },
		stdio: ['ignore', 'ignore', 'inherit']
	});
	const began = Date.now();
	const outcomes: Outcome[] = [];
	try {
		const key = await keyOf(url);
		for (let seed = from; seed < from + count; seed++) {
			const since = Date.now();
			const outcome = await play(seed, { url, key }).catch((fault: Error) => couldNot(seed, fault));
			const isBroken = outcome.violations.length > 0;
			if (isBroken || isTold) console.log(outcome.trace.join('\n'));
			for (const violation of outcome.violations) console.log(`schedule ${seed}: ${violation}`);
			const took = `${outcome.convergedMs} ms to converge; ${Math.round((Date.now() - since) / 1000)} s`;
			console.log(`${isBroken ? 'BROKEN' : 'kept  '} schedule ${seed}: ${outcome.wishes.length} wishes, ${took}`);
			outcomes.push({ ...outcome, trace: [] });
		}
	} finally {
		await stop(server);
		await rm(data, { recursive: true, force: true, maxRetries: 5 });
	}
	const wishes = outcomes.flatMap((outcome) => outcome.wishes);
	const kept = wishes.filter(({ told }) => told === 'kept').length;
	const broken = outcomes.filter(({ violations }) => violations.length).map(({ seed }) => seed);
	const slowest = Math.max(...outcomes.map(({ convergedMs }) => convergedMs));
	console.log(
		`${outcomes.length} schedules in Chromium, ${wishes.length} wishes, ${kept} seen to be kept; ` +
			`broken: ${broken.join(', ') || 'none'}; slowest to converge ${slowest} ms; ${Math.round((Date.now() - began) / 1000)} s`
	);
	return !broken.length;
}

/** A schedule that broke off says nothing for the outbox, so it counts against it. */
function couldNot(seed: number, { stack, message }: Error): Outcome {
	const violations = [`broke off: ${message}`];
	return { seed, violations, trace: [stack ?? message], wishes: [], convergedMs: 0 };
}

async function freePort(): Promise<number> {
	const probe = createServer().listen(0, 'localhost');
	await once(probe, 'listening');
	const { port } = probe.address() as AddressInfo;
	probe.close();
	return port;
}

async function keyOf(url: string): Promise<string> {
	for (let left = 240; left > 0; left--) {
		const answer = await fetch(`${url}/healthz`).catch(() => null); // not open yet
		if (answer?.ok) {
			const { supabase } = (await answer.json()) as { supabase: { publishableKey: string } };
			return supabase.publishableKey;
		}
		await new Promise((resolve) => setTimeout(resolve, 500));
	}
	throw new Error('The server did not open.');
}

async function stop(server: ChildProcess): Promise<void> {
	if (server.exitCode !== null) return;
	server.kill('SIGTERM');
	await once(server, 'exit');
}
