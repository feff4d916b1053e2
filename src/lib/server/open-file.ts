import { Turnstile } from './turnstile.ts';

// Whole files, made anew each time: a few at once, then one every ten seconds. Caches ask once in five minutes.
const each = new Turnstile(12, 0.1);

/**
 * Answers with a file that anybody may reuse: any page may read it (CORS), and caches keep it for five minutes.
 * @param make called once the caller may pass
 */
export async function openFile(
	caller: string,
	type: string,
	name: string,
	make: () => Promise<string>
): Promise<Response> {
	const seconds = each.wait(caller, Date.now());
	if (seconds) return new Response(null, { status: 429, headers: { 'retry-after': String(Math.ceil(seconds)) } });
	return new Response(await make(), {
		headers: {
			'content-type': `${type}; charset=utf-8`,
			'content-disposition': `inline; filename="${name}"`,
			'cache-control': 'public, max-age=300',
			'access-control-allow-origin': '*',
			'cross-origin-resource-policy': 'cross-origin'
		}
	});
}
