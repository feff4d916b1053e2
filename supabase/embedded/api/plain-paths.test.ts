import { expect, test } from 'vitest';
import { refuseDisguisedPaths } from './plain-paths.ts';

const serve = refuseDisguisedPaths(async () => new Response('reached'));
const statusOf = async (path: string) => (await serve(new Request(`http://here${path}`), { address: '' })).status;

test.each([
	'/storage/v1/object/ph%6Ftos/a',
	'/auth/v1/t%6fken',
	'/auth/v1%2ftoken',
	'/rest/v1/%7e',
	'/storage/v1/%5Fa'
])('%s is refused', async (path) => {
	expect(await statusOf(path)).toBe(400);
});

test.each(['/storage/v1/object/photos/a%20b.webp', '/rest/v1/%C3%A9', '/rest/v1/listings?title=eq.%61'])(
	'%s passes',
	async (path) => {
		expect(await statusOf(path)).toBe(200);
	}
);
