import { withUrl, type Serve, type Shim } from '../api/serve.ts';

const signing = /^\/storage\/v1\/object\/(upload\/)?sign\//;

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
	if (request.method !== 'POST' || !signing.test(`${url.pathname}/`) || !answer.ok) return answer;
	const name = url.pathname.includes('/upload/sign/') ? 'url' : 'signedURL';
	const body = (await answer.json()) as Signed | Signed[];
	return Response.json(Array.isArray(body) ? body.map((one) => shaped(one, name)) : shaped(body, name));
};

/** Serves `/object/authenticated/…`, another name of the same door in hosted storage. */
export const acceptAuthenticatedPath: Shim = (next: Serve) => (request, visitor) => {
	const url = new URL(request.url);
	if (!url.pathname.startsWith('/storage/v1/object/authenticated/')) return next(request, visitor);
	url.pathname = url.pathname.replace('/object/authenticated/', '/object/');
	return next(withUrl(request, url), visitor);
};

function shaped({ signedUrl, ...rest }: Signed, name: 'url' | 'signedURL') {
	return { ...rest, [name]: signedUrl ? signedUrl.replace(/^\/storage\/v1/, '') : null };
}
