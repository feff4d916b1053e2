import type { Serve, Shim } from './serve.ts';

const KIB = 1024;

/** The most a request may send, by API, in bytes. A photo is at most 5 MiB; multipart adds a little. */
const largest: [prefix: string, bytes: number][] = [
	['/auth/v1', 64 * KIB],
	['/storage/v1', 5 * KIB * KIB + 16 * KIB],
	['/rest/v1', KIB * KIB]
];

/** Answers 413 to a body past the limit of its API, declared or not, before anything keeps it in memory. */
export const boundBodies: Shim = (next: Serve) => async (request, visitor) => {
	if (!request.body) return next(request, visitor);
	const { pathname } = new URL(request.url);
	const limit = largest.find(([prefix]) => pathname.startsWith(prefix))?.[1] ?? 64 * KIB;
	if (Number(request.headers.get('content-length') ?? 0) > limit) return tooLarge();

	let overflowed = false;
	let received = 0;
	const counted = request.body.pipeThrough(
		new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
			transform(chunk, controller) {
				received += chunk.byteLength;
				overflowed = received > limit;
				if (overflowed) controller.error(new RangeError('body too large'));
				else controller.enqueue(chunk);
			}
		})
	);
	const bounded = new Request(request, { body: counted, duplex: 'half' } as RequestInit);
	try {
		const answer = await next(bounded, visitor);
		return overflowed ? tooLarge() : answer;
	} catch (fault) {
		if (overflowed) return tooLarge();
		throw fault;
	}
};

function tooLarge(): Response {
	const message = 'The request is larger than allowed';
	return Response.json({ code: '413', statusCode: '413', error: 'Payload too large', message }, { status: 413 });
}
