import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const script = new URL('./server.ts', import.meta.url).pathname;
const startsWithinMs = 180_000;

/** A server of our own, as a process that can be killed. */
export interface Running {
	url: string;
	key: string;
	port: number;
	process: ChildProcess;
	/** Everything it printed so far. */
	said(): string;
	/** Ends it by `signal`, unless it has ended, and waits; answers its exit code. */
	end(signal: NodeJS.Signals): Promise<number | null>;
}

interface Wish {
	dataDir: string;
	port?: number;
	env?: Record<string, string>;
}

/** Starts a server and answers once `/healthz` says it can serve. @throws when it ends first, with what it said */
export async function startServer(wish: Wish): Promise<Running> {
	const server = await launchServer(wish);
	const until = Date.now() + startsWithinMs;
	while (Date.now() < until) {
		if (server.process.exitCode !== null) throw new Error(server.said());
		const health = await fetch(`${server.url}/healthz`, { headers: { connection: 'close' } }).catch(() => null); // not listening yet
		if (health && !health.ok) await health.body?.cancel();
		if (health?.ok) {
			const { supabase } = (await health.json()) as { supabase: { publishableKey: string } };
			return { ...server, key: supabase.publishableKey };
		}
		await pause(50);
	}
	throw new Error(`not ready: ${server.said()}`);
}

/** Starts a server and answers at once. */
export async function launchServer({ dataDir, port, env }: Wish): Promise<Running> {
	const taken = port ?? (await freePort());
	const child = spawn(process.execPath, [script], {
		env: { PATH: process.env.PATH, PORT: String(taken), DATA_DIR: dataDir, DEMO: '0', AUTH_LIMITS: 'off', ...env },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let heard = '';
	child.stdout.on('data', (text: Buffer) => (heard += text));
	child.stderr.on('data', (text: Buffer) => (heard += text));
	const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
	return {
		url: `http://127.0.0.1:${taken}`,
		key: '',
		port: taken,
		process: child,
		said: () => heard,
		end: (signal) => {
			child.kill(signal);
			return ended;
		}
	};
}

/** A port nobody listens on. */
export async function freePort(): Promise<number> {
	const probe = createServer();
	await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
	const { port } = probe.address() as { port: number };
	await new Promise((resolve) => probe.close(resolve));
	return port;
}
