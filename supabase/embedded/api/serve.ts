/** Who is asking, as far as the socket knows. Never logged. */
export interface Visitor {
	address: string;
}

/** Answers one request of the Supabase API. */
export type Serve = (request: Request, visitor: Visitor) => Promise<Response>;

/** Something put in front of `next` that mends one fault and lets everything else through untouched. */
export type Shim = (next: Serve) => Serve;

/** Puts `shims` in front of `last`; the first named is the first to see a request. */
export function inFrontOf(last: Serve, shims: Shim[]): Serve {
	return shims.reduceRight((next, shim) => shim(next), last);
}

/** The same request with another address. */
export function withUrl(request: Request, url: URL): Request {
	return new Request(url, request);
}

/** The same request with `body` in place of the stream, which can be read only once. */
export function withBody(
	request: Request,
	body: string | Uint8Array<ArrayBuffer>,
	headers: Record<string, string> = {}
): Request {
	const copy = new Headers(request.headers);
	copy.delete('content-length');
	for (const [name, value] of Object.entries(headers)) copy.set(name, value);
	return new Request(request.url, { method: request.method, headers: copy, body });
}
