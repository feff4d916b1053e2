import type { Serve, Shim } from '../api/serve.ts';

/**
 * Serves kept files so that no browser can run them: the type that was checked, never sniffed, never a page of this
 * origin.
 */
export const serveInert: Shim = (next: Serve) => async (request, visitor) => {
	const answer = await next(request, visitor);
	if (request.method !== 'GET' || !new URL(request.url).pathname.startsWith('/storage/v1/object/')) return answer;
	const headers = new Headers(answer.headers);
	headers.set('x-content-type-options', 'nosniff');
	headers.set('content-security-policy', "default-src 'none'; sandbox");
	return new Response(answer.body, { status: answer.status, headers });
};
