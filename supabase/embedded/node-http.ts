import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import type { Serve } from './api/serve.ts';

/** Answers a request of Node's http server by `serve`; the API sees `origin` as its own address. */
export async function answerByServe(
	serve: Serve,
	incoming: IncomingMessage,
	outgoing: ServerResponse,
	origin: string
): Promise<void> {
	const answer = await serve(toRequest(incoming, origin), { address: incoming.socket.remoteAddress ?? '' });
	outgoing.statusCode = answer.status;
	answer.headers.forEach((value, name) => outgoing.setHeader(name, value));
	if (!answer.body || incoming.method === 'HEAD') {
		outgoing.end();
		return;
	}
	await pipeline(Readable.fromWeb(answer.body as NodeStream), outgoing).catch((error: NodeJS.ErrnoException) => {
		if (!goneMeanwhile.has(error.code ?? '')) throw error;
	});
}

/** Whoever asked closed the page, or lost the network: nobody's fault, and nothing to note. */
const goneMeanwhile = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_UNABLE_TO_PIPE']);

function toRequest(incoming: IncomingMessage, origin: string): Request {
	const headers = new Headers();
	for (const [name, values] of Object.entries(incoming.headersDistinct)) {
		for (const value of values ?? []) headers.append(name, value);
	}
	const method = incoming.method ?? 'GET';
	const hasBody = method !== 'GET' && method !== 'HEAD' && carriesBody(incoming);
	const body = hasBody ? (Readable.toWeb(incoming) as ReadableStream<Uint8Array>) : null;
	return new Request(new URL(incoming.url ?? '/', origin), { method, headers, body, duplex: 'half' } as RequestInit);
}

/** An empty stream in place of no body would make the API look for JSON in it. */
function carriesBody({ headers }: IncomingMessage): boolean {
	return 'transfer-encoding' in headers || Number(headers['content-length'] ?? 0) > 0;
}
