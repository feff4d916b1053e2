import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

/** Something that answers pages until it is stopped. */
export interface Served {
	url: string;
	stop: () => Promise<void>;
}

/** The built app with its demo street, on a folder of its own. Needs `npm run build`. */
export async function serveApp(port = 4373): Promise<Served> {
	const url = `http://localhost:${port}`;
	const child = spawn('node', ['src/server/main.ts'], {
		env: {
			...process.env,
			PORT: String(port),
			HOST: 'localhost',
			DATA_DIR: mkdtempSync(join(tmpdir(), 'passerelle-bench-')),
			AUTH_LIMITS: 'off',
			LOG_LEVEL: 'warn'
		},
		stdio: ['ignore', 'ignore', 'inherit']
	});
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const limit = Date.now() + 120_000;
	while (!(await ready(url))) {
		if (child.exitCode !== null || Date.now() > limit) throw new Error('The app did not start; see above.');
		await new Promise((resolve) => setTimeout(resolve, 250));
	}
	return {
		url,
		stop: async () => {
			child.kill('SIGTERM');
			await ended;
		}
	};
}

const kinds: Record<string, string> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript',
	'.webp': 'image/webp'
};

/** The fastest page that shows the same thing: static HTML, brotli, nothing else. */
export async function serveFloor(port = 4374): Promise<Served> {
	const folder = new URL('./floor/', import.meta.url).pathname;
	const server = createServer((request, response) => {
		const path = normalize(new URL(request.url!, 'http://floor').pathname);
		const file = path === '/' ? 'index.html' : path.slice(1);
		try {
			const bytes = readFileSync(join(folder, file));
			const text = extname(file) !== '.webp';
			response.setHeader('content-type', kinds[extname(file)] ?? 'application/octet-stream');
			if (text) response.setHeader('content-encoding', 'br');
			response.end(text ? brotliCompressSync(bytes) : bytes);
		} catch (error) {
			response.writeHead((error as NodeJS.ErrnoException).code === 'ENOENT' ? 404 : 500).end();
		}
	});
	await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve));
	return {
		url: `http://localhost:${port}`,
		stop: async () => {
			server.closeAllConnections();
			server.close();
		}
	};
}

async function ready(url: string): Promise<boolean> {
	return fetch(`${url}/healthz`).then(
		(response) => response.ok,
		() => false
	);
}
