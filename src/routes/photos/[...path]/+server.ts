// Shows the photographs of public listings from a bucket that is not public: what the anonymous may read, and clean.
import { error } from '@sveltejs/kit';
import { address } from '#lib/database/address.ts';
import { isCleanWebp } from '#lib/listings/domain/webp.ts';
import type { RequestHandler } from './$types';

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const known = new RegExp(`^${uuid}/${uuid}/[A-Za-z0-9_-]{1,80}\\.webp$`);
const largestBytes = 6_000_000;

export const GET: RequestHandler = async ({ params, fetch, url }) => {
	if (!known.test(params.path)) error(404);
	const api = address(url.origin);
	const stored = await fetch(`${api.url}/storage/v1/object/photos/${params.path}`, {
		headers: { apikey: api.key, authorization: `Bearer ${api.key}` }
	});
	if (stored.status >= 500) error(502);
	if (!stored.ok || Number(stored.headers.get('content-length')) > largestBytes) error(404);
	const bytes = new Uint8Array(await stored.arrayBuffer());
	if (bytes.length > largestBytes || !isCleanWebp(bytes)) error(404);
	return new Response(bytes, {
		headers: {
			'content-type': 'image/webp',
			'content-disposition': 'inline',
			'x-content-type-options': 'nosniff',
			'cache-control': 'public, max-age=86400'
		}
	});
};
