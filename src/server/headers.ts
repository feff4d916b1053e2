import type { ServerResponse } from 'node:http';

/** On every answer, whatever it is. */
const always: Record<string, string> = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'strict-origin-when-cross-origin',
	'permissions-policy':
		'camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), serial=(), browsing-topics=()',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'x-frame-options': 'DENY',
	// A page rendered by Kit brings its own policy, which replaces this one; the prerendered shell has its in a <meta>,
	// where frame-ancestors does not count. `default-src` here would bind the service worker's requests too.
	'content-security-policy': "frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
};

const twoYears = 63_072_000;
const tokenPages =
	/^\/(?:auth\/v1\/verify|(?:en\/)?(?:new-password|nouveau-mot-de-passe|calendar\/|calendrier\/|unsubscribe|ne-plus-recevoir))/;

/** Sets what every answer carries, before anything else writes to it. `isHttps`: the public address is https. */
export function setHeaders(response: ServerResponse, path: string, isHttps: boolean): void {
	for (const [name, value] of Object.entries(always)) response.setHeader(name, value);
	if (holdsToken(path)) response.setHeader('referrer-policy', 'no-referrer');
	if (isHttps) response.setHeader('strict-transport-security', `max-age=${twoYears}; includeSubDomains`);
	const cache = cacheOf(path);
	if (cache) response.setHeader('cache-control', cache);
}

/** Whether the address of `path` holds a token: nobody must learn where one came from, nor keep it. */
export function holdsToken(path: string): boolean {
	return tokenPages.test(path);
}

/** How long an answer may be kept. Kit says it itself for what never changes, and for what is not there. */
function cacheOf(path: string): string | null {
	if (path.startsWith('/_app/immutable/')) return null;
	return /^\/(?:auth|rest|storage|realtime)\/v1\//.test(path) ? 'no-store' : 'no-cache';
}
