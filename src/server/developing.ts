import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { isApi } from '#embedded/api/closed-doors.ts';
import { openLastingBackend } from '#embedded/lasting-backend.ts';
import { FolderInUse } from '#embedded/data-folder.ts';
import { answerByServe } from '#embedded/node-http.ts';
import { showMail } from './developer-mail.ts';
import { setHeaders } from './headers.ts';
import { readVersion, sayHealth } from './health.ts';
import { openLog } from './logging.ts';
import { settingsOf, siteOf } from './settings.ts';

/** The embedded backend as `npm run dev` wants it: in front of Vite, on Vite's own port. */
export interface Developing {
	/** Answers a request that is the backend's; `false` leaves it to Vite. */
	answer(request: IncomingMessage, response: ServerResponse): boolean;
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	/** Told where Vite listens in the end: pages rendered on the server call the API there. */
	isOn(address: AddressInfo | string | null): void;
	close(): Promise<void>;
}

/** Opens the backend for a development server on `port`, with the same environment variables as the real one. */
export async function openForDevelopment(port: number): Promise<Developing> {
	const settings = { ...settingsOf(process.env), port };
	const log = openLog();
	const report = (fault: object) => log.error(fault, 'fault');
	const backend = await openLastingBackend({ ...settings, siteUrl: siteOf(settings), report }).catch(
		(fault: unknown) => {
			if (!(fault instanceof FolderInUse)) throw fault;
			console.error(fault.message);
			process.exit(1);
		}
	);
	process.env.PUBLIC_SUPABASE_PUBLISHABLE_KEY = backend.publishableKey;
	const version = await readVersion();

	// SIGTERM is Vite's: it closes its server, and ours with it.
	for (const signal of ['SIGINT', 'SIGHUP'] as const) {
		process.once(signal, () => void backend.close().finally(() => process.exit(0)));
	}
	return {
		answer(request, response) {
			const path = (request.url ?? '/').split('?')[0]!;
			if (path === '/healthz') {
				sayHealth(request, response, version, { url: '', publishableKey: backend.publishableKey });
				return true;
			}
			if (showMail(backend.letters, request, response)) return true;
			if (!isApi(path)) return false;
			setHeaders(response, path, false);
			answerByServe(backend.serve, request, response, `http://127.0.0.1:${port}`).catch((fault: unknown) => {
				report({ name: (fault as Error).name });
				response.destroy();
			});
			return true;
		},
		upgrade: (request, socket, head) => void backend.upgrade(request, socket, head),
		isOn(address) {
			if (address && typeof address === 'object') process.env.API_ORIGIN = `http://127.0.0.1:${address.port}`;
		},
		close: backend.close
	};
}
