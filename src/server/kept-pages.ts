import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { draw, drawing, handOn, send, type DrawnPage, type OtherAnswer } from './drawn-page.ts';
import type { Handler } from './handler.ts';
import { holdsToken } from './headers.ts';

/** A page older than this is drawn anew for whoever comes after the reader who is shown it. */
const freshMs = 1_000;
/** A page older than this is shown to nobody. */
const keptMs = 60_000;
/** What may be kept at once: some 20 MB of pages. */
const most = 200;

interface Kept {
	page: DrawnPage;
	drawnAt: number;
}

/**
 * Keeps pages as they are drawn for visitors, for a minute: the server knows no resident, so whoever asks is shown the
 * same page, and nobody waits for it to be read and drawn again. A page that many ask for at once is drawn once. What a
 * reader may rely on is never read here: a request to borrow is answered by the database.
 * @param app draws a page; it is asked through `port`, where this very server listens
 * @param laterMs how long after it was shown an older page is drawn anew: what it asks for, its pictures and scripts,
 * is sent first
 */
export function keepPages(app: Handler, port: number, { now, laterMs } = { now: Date.now, laterMs: 3_000 }): Handler {
	const pass = randomUUID();
	const kept = new Map<string, Kept>();
	const awaited = new Set<string>();
	const underWay = new Map<string, Promise<DrawnPage | OtherAnswer>>();

	return (request, response, next) => {
		const host = request.headers.host;
		const path = request.url ?? '/';
		if (request.headers[drawing] === pass || !host || !asksForPage(request)) return app(request, response, next);
		const name = `${host} ${path}`;
		const known = kept.get(name);
		const age = known ? now() - known.drawnAt : Infinity;
		if (known && age < keptMs) {
			if (age >= freshMs) drawLater(name, host, path);
			return send(known.page, request, response);
		}
		drawAnew(name, host, path).then(
			(drawn) => deliver(drawn, request, response),
			() => app(request, response, next)
		);
	};

	function drawLater(name: string, host: string, path: string): void {
		if (awaited.has(name)) return;
		awaited.add(name);
		setTimeout(() => {
			awaited.delete(name);
			drawAnew(name, host, path).catch(() => undefined); // whoever asks next is told
		}, laterMs).unref();
	}

	function drawAnew(name: string, host: string, path: string): Promise<DrawnPage | OtherAnswer> {
		const already = underWay.get(name);
		if (already) return already;
		const drawnAt = now();
		const drawn = draw(port, host, path, pass)
			.then((answer) => {
				if ('html' in answer) keep(name, { page: answer, drawnAt });
				// What is gone is gone; a server that stumbles takes nothing away before its minute is over.
				else if (answer.status < 500) kept.delete(name);
				return answer;
			})
			.finally(() => underWay.delete(name));
		underWay.set(name, drawn);
		return drawn;
	}

	// Addresses say what somebody looked for: none stays longer than its page is shown.
	function keep(name: string, page: Kept): void {
		for (const [other, { drawnAt }] of kept) if (now() - drawnAt >= keptMs) kept.delete(other);
		kept.delete(name);
		kept.set(name, page);
		const [oldest] = kept.keys();
		if (kept.size > most) kept.delete(oldest!);
	}
}

function deliver(drawn: DrawnPage | OtherAnswer, request: IncomingMessage, response: ServerResponse): void {
	if ('html' in drawn) send(drawn, request, response);
	else handOn(drawn, response);
}

/** A browser that opens an address; files and feeds have an ending, and nothing here is read with a pass of its own. */
function asksForPage({ method, url, headers }: IncomingMessage): boolean {
	const path = (url ?? '/').split('?')[0]!;
	return (
		method === 'GET' &&
		!headers.authorization &&
		!headers.range &&
		(headers.accept?.includes('text/html') ?? false) &&
		/^\/(?!\/|(?:_app|photos|dev)\/)/.test(path) &&
		!/\.[a-z0-9]+$/i.test(path) &&
		!holdsToken(path)
	);
}
