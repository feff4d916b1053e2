import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import type { Letter } from '#embedded/mail/letters.ts';
import { postboxPage } from '#embedded/mail/page.ts';

/**
 * Shows at `/dev/mail` (and `/dev/mail.json`) the mails that were kept instead of sent, to this machine alone. Answers
 * whether the request was for it. To anyone else the page does not exist.
 */
export function showMail(
	letters: () => readonly Letter[],
	request: IncomingMessage,
	response: ServerResponse
): boolean {
	const path = request.url?.split('?')[0];
	if ((path !== '/dev/mail' && path !== '/dev/mail.json') || !isFromHere(request)) return false;
	const isJson = path.endsWith('.json');
	response.setHeader('cache-control', 'no-store');
	response.setHeader('content-type', isJson ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8');
	response.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
	response.end(isJson ? JSON.stringify(letters()) : postboxPage(letters()));
	return true;
}

/** Both ends must be this machine: a name that merely leads here could be another site's (DNS rebinding). */
function isFromHere({ socket, headers }: IncomingMessage): boolean {
	const name = (headers.host ?? '').replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
	const isHere = isIP(name) ? isLoopback(name) : name === 'localhost' || name.endsWith('.localhost');
	return isHere && isLoopback(socket.remoteAddress ?? '') && !headers['x-forwarded-for'];
}

function isLoopback(address: string): boolean {
	return address === '::1' || /^(?:::ffff:)?127\./.test(address);
}
