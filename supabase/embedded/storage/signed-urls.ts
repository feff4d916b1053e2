import { withBody, withUrl, type Serve, type Shim, type Visitor } from '../api/serve.ts';

const signing = /^\/storage\/v1\/object\/(?:upload\/)?sign\/[^/]+\//;
const signingMany = /^\/storage\/v1\/object\/sign\/[^/]+\/?$/;
const mostAtOnce = 100;

/** One signed address as `@supabase/lite` gives it. */
interface Signed {
	signedUrl?: string;
	[rest: string]: unknown;
}

/**
 * Gives signed addresses in the shape that storage-js reads: `signedURL` (or `url` for uploads), relative to the
 * storage API, where `@supabase/lite` says `signedUrl` from the root.
 */
export const shapeSignedUrls: Shim = (next: Serve) => async (request, visitor) => {
	const url = new URL(request.url);
	const answer = await next(request, visitor);
	if (request.method !== 'POST' || !signing.test(url.pathname) || !answer.ok) return answer;
	const { signedUrl, ...rest } = (await answer.json()) as Signed;
	const relative = signedUrl?.replace(/^\/storage\/v1/, '') ?? null;
	return Response.json({ ...rest, [url.pathname.includes('/upload/sign/') ? 'url' : 'signedURL']: relative });
};

/** Signs several addresses at once, one by one: `@supabase/lite` takes the request for one about a nameless photo. */
export const signMany: Shim = (next: Serve) => async (request, visitor) => {
	const url = new URL(request.url);
	if (request.method !== 'POST' || !signingMany.test(url.pathname)) return next(request, visitor);
	const { paths, expiresIn } = (await request.json()) as { paths?: unknown; expiresIn?: unknown };
	if (!Array.isArray(paths) || paths.length > mostAtOnce) {
		return Response.json({ statusCode: '400', error: 'invalid_request', message: 'paths' }, { status: 400 });
	}
	const signed = paths.map((path) => signOne(next, request, visitor, String(path), expiresIn));
	return Response.json(await Promise.all(signed));
};

async function signOne(next: Serve, request: Request, visitor: Visitor, path: string, expiresIn: unknown) {
	const url = new URL(request.url);
	url.pathname = `${url.pathname.replace(/\/$/, '')}/${path}`;
	const { method, headers } = request;
	const asked = withBody(new Request(url, { method, headers }), JSON.stringify({ expiresIn }));
	const answer = await next(asked, visitor);
	const { signedURL, message } = (await answer.json()) as { signedURL?: string; message?: string };
	return { path, signedURL: signedURL ?? null, error: answer.ok ? null : message };
}

/** Serves `/object/authenticated/…`, another name of the same door in hosted storage. */
export const acceptAuthenticatedPath: Shim = (next: Serve) => (request, visitor) => {
	const url = new URL(request.url);
	if (!url.pathname.startsWith('/storage/v1/object/authenticated/')) return next(request, visitor);
	url.pathname = url.pathname.replace('/object/authenticated/', '/object/');
	return next(withUrl(request, url), visitor);
};
