import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pack } from './places.ts';
import { unpack } from './unpack.ts';

const script = '/_app/immutable/chunks/a.js';
const style = '/_app/immutable/assets/b.css';
const answer = vi.fn<typeof fetch>();

/** As much of a cache as is asked of one. */
function cacheWith(...paths: string[]): Cache & { kept: Map<string, Response> } {
	const kept = new Map(paths.map((path) => [path, new Response('as it was')]));
	return {
		kept,
		keys: async () => [...kept.keys()].map((path) => new Request(`https://p.test${path}`)),
		put: async (path: string, response: Response) => void kept.set(path, response)
	} as unknown as Cache & { kept: Map<string, Response> };
}

beforeEach(() => vi.stubGlobal('fetch', answer));
afterEach(() => {
	vi.unstubAllGlobals();
	answer.mockReset();
});

describe('unpack', () => {
	it('puts each script and style where it would have been fetched to, as what it is', async () => {
		answer.mockResolvedValue(Response.json({ [script]: 'let a', [style]: 'b{}', '/of/another/version.js': 'let c' }));
		const cache = cacheWith();
		await unpack([script, style], cache);
		expect(answer.mock.calls.map(([asked]) => asked)).toEqual([pack]);
		expect([...cache.kept.keys()]).toEqual([script, style]);
		expect(await cache.kept.get(script)!.text()).toBe('let a');
		expect(cache.kept.get(script)!.headers.get('content-type')).toMatch(/^text\/javascript/);
		expect(cache.kept.get(style)!.headers.get('content-type')).toMatch(/^text\/css/);
	});

	it('asks for nothing where most is there, and writes nothing again', async () => {
		await unpack([script, style], cacheWith(script, style));
		await unpack([script, style, '/_app/immutable/chunks/c.js'], cacheWith(script, style));
		expect(answer).not.toHaveBeenCalled();

		answer.mockResolvedValue(Response.json({ [script]: 'let a', [style]: 'b{}' }));
		const cache = cacheWith(script);
		await unpack([script, style], cache);
		expect(await cache.kept.get(script)!.text()).toBe('as it was');
		expect(cache.kept.has(style)).toBe(true);
	});

	it('leaves to others what does not come, is cut, or is of another kind', async () => {
		for (const bad of [
			Promise.reject(new TypeError('no network')),
			Promise.resolve(new Response('', { status: 503 })),
			Promise.resolve(new Response('{"/_app')),
			Promise.resolve(Response.json({ '/_app/immutable/d.wasm': 'not text' }))
		]) {
			answer.mockReturnValueOnce(bad);
			const cache = cacheWith();
			await unpack([script, '/_app/immutable/d.wasm'], cache);
			expect(cache.kept.size).toBe(0);
		}
	});

	it('says so when the device has no room', async () => {
		answer.mockResolvedValue(Response.json({ [script]: 'let a' }));
		const full = { ...cacheWith(), put: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) };
		await expect(unpack([script], full as unknown as Cache)).rejects.toThrow('full');
	});
});
