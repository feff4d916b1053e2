import { withBody, type Serve, type Shim } from '../api/serve.ts';
import { objectionTo, type Objection } from './webp.ts';

/** A POST to the second only asks for a signed address. */
const uploads: Record<string, RegExp> = {
	POST: /^\/storage\/v1\/object\/(?:condition-|fault-|place-)?photos\//,
	PUT: /^\/storage\/v1\/object\/(?:upload\/sign\/)?(?:condition-|fault-|place-)?photos\//
};
const maxBytes = 5 * 1024 * 1024;

const sentences: Record<Objection, string> = {
	not_webp: 'The file is not a WebP image',
	damaged: 'The file is not a whole, still WebP image',
	carries_metadata: 'The photo carries metadata: encode it again before sending',
	too_many_pixels: 'The photo has too many pixels'
};

/**
 * Lets nothing into the buckets of photos but photos, judged by their bytes and not by what is said of them: a still WebP
 * of at most 5 MiB without EXIF or XMP. Hosted Supabase checks the declared type and the size alone; there, the app's
 * photo route refuses what carries metadata.
 */
export const keepPhotosOnly: Shim = (next: Serve) => async (request, visitor) => {
	if (!uploads[request.method]?.test(new URL(request.url).pathname)) return next(request, visitor);

	const { bytes, type, cacheControl } = await unwrap(request);
	if (type !== 'image/webp') return refuse(415, 'invalid_mime_type', `mime type ${type} is not supported`);
	if (bytes.length > maxBytes) return refuse(413, 'Payload too large', 'The photo is larger than 5 MiB');
	const objection = objectionTo(bytes);
	if (objection) return refuse(415, 'invalid_mime_type', sentences[objection]);

	const headers = { 'content-type': type, 'content-length': String(bytes.length) };
	return next(
		withBody(request, bytes, cacheControl ? { ...headers, 'cache-control': cacheControl } : headers),
		visitor
	);
};

/** The file itself, out of the form that browsers wrap it in. */
async function unwrap(request: Request) {
	const said = request.headers.get('content-type') ?? '';
	if (!said.startsWith('multipart/form-data')) {
		return { bytes: await bytesOf(request), type: essence(said), cacheControl: null };
	}
	const form = await request.formData();
	const file = [...form.values()].find((value) => typeof value !== 'string');
	const seconds = String(form.get('cacheControl') ?? '');
	return {
		bytes: file ? await bytesOf(file) : new Uint8Array(),
		type: essence(file?.type ?? ''),
		cacheControl: /^\d+$/.test(seconds) ? `max-age=${seconds}` : null
	};
}

async function bytesOf(from: Request | Blob): Promise<Uint8Array<ArrayBuffer>> {
	return new Uint8Array(await from.arrayBuffer());
}

function essence(type: string): string {
	return type.split(';')[0]!.trim().toLowerCase() || 'application/octet-stream';
}

/** Storage answers 400 and puts the real status in the body. */
function refuse(status: number, error: string, message: string): Response {
	return Response.json({ statusCode: String(status), error, message }, { status: 400 });
}
