import { pack } from './places.ts';

const types: Record<string, string> = { js: 'text/javascript', css: 'text/css' };

/**
 * Puts what `cache` lacks of the scripts and styles `wanted` (paths whose names change with what they hold) there, out of one
 * file: five hundred requests, one after the other, are a minute and more on a slow network, and seconds of an old phone's
 * work. Where most is there already, it leaves the few that changed to whoever fetches one by one; so it does, without a
 * word, with what the file does not hold, and when it does not come.
 */
export async function unpack(wanted: string[], cache: Cache): Promise<void> {
	const kept = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
	const lacking = wanted.filter((path) => !kept.has(path));
	if (lacking.length < wanted.length / 2) return;
	const texts = await fetched();
	for (const path of lacking) {
		const text = texts[path];
		const type = types[path.split('.').at(-1)!];
		if (text === undefined || !type) continue;
		await cache.put(path, new Response(text, { headers: { 'content-type': `${type}; charset=utf-8` } }));
	}
}

async function fetched(): Promise<Record<string, string>> {
	try {
		// After whatever the page in front of somebody is waiting for.
		const response = await fetch(pack, { cache: 'no-cache', priority: 'low' });
		return response.ok ? ((await response.json()) as Record<string, string>) : {};
	} catch {
		return {}; // no network, or cut: whoever fetches one by one goes on from what came
	}
}
