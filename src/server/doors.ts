import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import compression from 'compression';
import type { Logger } from 'pino';
import { faultOf } from '#embedded/api/scrubbed-errors.ts';
import { isApi } from '#embedded/api/closed-doors.ts';
import type { Backend } from '#embedded/backend.ts';
import { answerByServe } from '#embedded/node-http.ts';
import { showMail } from './developer-mail.ts';
import type { Handler } from './handler.ts';
import { setHeaders } from './headers.ts';
import { sayHealth, type SupabaseAddress } from './health.ts';
import { keepPages } from './kept-pages.ts';
import { follow } from './logging.ts';
import type { Settings } from './settings.ts';
import { stopMails } from './stop-mails.ts';

/** What stands behind the doors once everything is ready. */
interface Ready {
	backend: Backend | null;
	app: Handler;
	supabase: SupabaseAddress;
}

interface Building {
	settings: Settings;
	log: Logger;
	version: string;
}

/** Every request's way in: headers and log first, then health, mail, the API, and the app for the rest. */
export function doors({ settings, log, version }: Building) {
	const compress = compression({ threshold: 1024 });
	const isHttps = settings.origin?.startsWith('https:') ?? false;
	let ready: Ready | null = null;

	function answer(request: IncomingMessage, response: ServerResponse): void {
		const path = (request.url ?? '/').split('?')[0]!;
		follow(log, request, response);
		setHeaders(response, path, isHttps);
		if (!settings.origin) request.headers['x-forwarded-proto'] = 'http';
		if (path === '/healthz') return sayHealth(request, response, version, ready?.supabase ?? null, settings.origin);
		if (!ready) return sayNotYet(response);
		const { backend, app, supabase } = ready;
		if (backend && showMail(backend.letters, request, response)) return;
		if (stopMails(supabase, settings.port, request, response)) return;
		compress(request as never, response as never, () => {
			if (backend && isApi(path)) answerApi(backend, request, response);
			else app(request, response, () => void response.writeHead(404).end());
		});
	}

	function answerApi(backend: Backend, request: IncomingMessage, response: ServerResponse): void {
		answerByServe(backend.serve, request, response, `http://127.0.0.1:${settings.port}`).catch((thrown: unknown) => {
			log.error(faultOf(thrown), 'fault');
			if (response.headersSent) response.destroy();
			else response.writeHead(500, { 'content-type': 'application/json' }).end('{"message":"Internal server error"}');
		});
	}

	return {
		answer,
		upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
			socket.on('error', () => socket.destroy());
			if (!ready?.backend?.upgrade(request, socket, head)) socket.destroy();
		},
		open: (everything: Ready) => void (ready = { ...everything, app: keepPages(everything.app, settings.port) }),
		shut: () => void (ready = null)
	};
}

function sayNotYet(response: ServerResponse): void {
	const text = 'Passerelle démarre, un instant. · Passerelle is starting, one moment.\n';
	response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '2' }).end(text);
}
