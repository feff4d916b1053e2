import type { IncomingMessage, ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import { pino, type Logger } from 'pino';
import { routeShape } from './route-shape.ts';

/** The log: one line of JSON per event, never an address, a mail, a query or a token. */
export function openLog(): Logger {
	return pino({ level: process.env.LOG_LEVEL ?? 'info', base: null, timestamp: pino.stdTimeFunctions.isoTime });
}

/** Gives the request an id, says it in the answer, and logs one line once it is answered. */
export function follow(log: Logger, request: IncomingMessage, response: ServerResponse): void {
	const id = randomUUID();
	const startedAt = performance.now();
	// Read by Kit's handleError, so that the id a resident can quote is the one in the log.
	request.headers['x-request-id'] = id;
	response.setHeader('x-request-id', id);
	response.once('close', () => {
		const status = response.statusCode;
		const line = {
			id,
			method: request.method,
			route: routeShape(request.url ?? '/'),
			status,
			ms: Math.round(performance.now() - startedAt),
			...(response.writableFinished ? {} : { cut: true })
		};
		const level = line.route === '/healthz' ? 'debug' : status >= 500 ? 'error' : 'info';
		log[level](line, 'request');
	});
}
