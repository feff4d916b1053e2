import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { request as ask } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

/** A page as Kit drew it for a visitor, ready to be sent. */
export interface DrawnPage {
	headers: IncomingHttpHeaders;
	html: Buffer;
	/** The same in brotli, as soon as it is pressed; until then a reader gets it pressed lightly, on its way out. */
	brotli: Buffer | null;
}

/** Kit's answer that is no page to keep: a redirection, an error, a file. */
export interface OtherAnswer {
	status: number;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

/** Marks the request that draws a page, so that it is drawn and not looked up. Known to this process alone. */
export const drawing = 'x-passerelle-drawing';

/** Asked on behalf of somebody who is elsewhere: what this machine alone may read stays closed. */
const afar = { 'x-forwarded-for': 'visitor' };

const compress = promisify(brotliCompress);

const betweenHosts = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date', 'vary']);
/** Home as it was then: 14.4 kB in 1 ms at 4, 12.5 in 35 at 10, 12.4 in 83 at 11. */
const quality = 10;

/**
 * Has the page at `path` drawn by the app that listens on `port` of this machine, as `host` addresses it.
 * @throws when the app does not answer
 */
export async function draw(port: number, host: string, path: string, pass: string): Promise<DrawnPage | OtherAnswer> {
	const { status, headers, body } = await answerTo(port, path, { host, accept: 'text/html', [drawing]: pass, ...afar });
	for (const name of betweenHosts) delete headers[name];
	if (status !== 200 || !headers['content-type']?.startsWith('text/html')) return { status, headers, body };
	delete headers['x-request-id']; // each reader's request has its own
	const page: DrawnPage = { headers, html: body, brotli: null };
	compress(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }).then(
		(pressed) => (page.brotli = pressed),
		() => undefined // it can be read as it is
	);
	return page;
}

function answerTo(port: number, path: string, headers: Record<string, string>): Promise<OtherAnswer> {
	return new Promise((resolve, reject) => {
		const asked = ask({ host: '127.0.0.1', port, path, headers }, (answer) => {
			const parts: Buffer[] = [];
			answer.on('data', (part: Buffer) => parts.push(part));
			answer.on('error', reject);
			answer.on('end', () => {
				resolve({ status: answer.statusCode ?? 500, headers: answer.headers, body: Buffer.concat(parts) });
			});
		});
		asked.on('error', reject);
		asked.end();
	});
}

/** Sends `page`, or that it has not changed since the reader's browser kept it. */
export function send(page: DrawnPage, request: IncomingMessage, response: ServerResponse): void {
	for (const [name, value] of Object.entries(page.headers)) if (value !== undefined) response.setHeader(name, value);
	response.setHeader('vary', 'accept-encoding');
	const { etag } = page.headers;
	if (etag && request.headers['if-none-match']?.includes(etag.replace(/^W\//, ''))) return end(response, 304);
	if (!page.brotli || !takesBrotli(request)) return end(response, 200, page.html);
	response.setHeader('content-encoding', 'br');
	end(response, 200, page.brotli);
}

/** Hands on what Kit answered instead of a page. */
export function handOn({ status, headers, body }: OtherAnswer, response: ServerResponse): void {
	for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value);
	end(response, status, body);
}

function end(response: ServerResponse, status: number, body?: Buffer): void {
	response.statusCode = status;
	response.end(body);
}

function takesBrotli(request: IncomingMessage): boolean {
	return /\bbr\b/.test(request.headers['accept-encoding']?.toString() ?? '');
}
