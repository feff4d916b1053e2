import { isIP } from 'node:net';
import type { Serve, Shim } from './serve.ts';

/**
 * Says in `x-forwarded-for` where a request comes from, one address, as the gateway of Supabase does: functions that slow
 * somebody down read it (`private.caller_address`). What a caller says of themselves counts for nothing, unless they are
 * this machine: a proxy in front of us, whose last word it is.
 */
export const sayWhoCalls: Shim = (next: Serve) => async (request, visitor) => {
	const headers = new Headers(request.headers);
	headers.set('x-forwarded-for', callerOf(visitor.address, headers.get('x-forwarded-for')));
	return next(new Request(request, { headers }), visitor);
};

/** The address of whoever asked: the peer's, or what a proxy on this machine says of its own peer. */
export function callerOf(peer: string, forwarded: string | null): string {
	const plain = peer.replace(/^::ffff:/i, '');
	const last = forwarded?.split(',').at(-1)?.trim() ?? '';
	return isLoopback(plain) && isIP(last) ? last : plain;
}

function isLoopback(address: string): boolean {
	return address === '::1' || address.startsWith('127.');
}
