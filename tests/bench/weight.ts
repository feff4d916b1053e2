import http from 'node:http';
import type { Browser } from 'playwright';

/** What a first visit to a page costs. Sizes in bytes after brotli. */
export interface Weight {
	/** Scripts the page needs before it answers to a finger. */
	script: number;
	/** Scripts it fetches by itself once it is on screen. */
	laterScript: number;
	/** Its HTML, with the styles that travel in it, and any style sheet beside it. */
	page: number;
	/** Requests for what the first screen shows: the page, its scripts and styles, fonts, the pictures in view. */
	requests: number;
}

/** Weighs one cold visit of a phone, without scrolling. */
export async function weigh(browser: Browser, url: string): Promise<Weight> {
	const context = await browser.newContext({
		viewport: { width: 412, height: 823 },
		locale: 'fr-FR',
		serviceWorkers: 'block'
	});
	const page = await context.newPage();
	const asked: { url: string; kind: string }[] = [];
	page.on('request', (request) => {
		if (request.url().startsWith('http')) asked.push({ url: request.url(), kind: request.resourceType() });
	});
	await page.goto(url, { waitUntil: 'networkidle' });
	// The end of the page names the scripts it needs; what they import without waiting counts, named or not.
	const named = await page.evaluate(() =>
		[...document.querySelectorAll<HTMLLinkElement>('body > .contents > link[rel=modulepreload]')].map(
			({ href }) => href
		)
	);
	if (!named.length) throw new Error(`${url} names no script: its weight cannot be told`);
	const needed = await withImports(named);
	const pictures = await page.evaluate(
		() => [...document.images].filter((image) => image.getBoundingClientRect().top < innerHeight).length
	);
	await context.close();

	const weight: Weight = { script: 0, laterScript: 0, page: 0, requests: pictures };
	for (const { url, kind } of asked) {
		if (kind === 'script') {
			weight[needed.has(url) ? 'script' : 'laterScript'] += await compressed(url);
			if (needed.has(url)) weight.requests++;
		} else if (kind === 'document' || kind === 'stylesheet') {
			weight.page += await compressed(url, kind === 'document' ? 'text/html' : '*/*');
			weight.requests++;
		} else if (kind === 'font') weight.requests++;
	}
	return weight;
}

async function withImports(scripts: string[]): Promise<Set<string>> {
	const found = new Set<string>();
	const ahead = [...scripts];
	for (let url = ahead.pop(); url; url = ahead.pop()) {
		if (found.has(url)) continue;
		found.add(url);
		const text = await (await fetch(url)).text();
		for (const [, path] of text.matchAll(/(?:from|import)\s*["'](\.[^"']+\.js)["']/g))
			ahead.push(new URL(path!, url).href);
	}
	return found;
}

function compressed(url: string, accept = '*/*'): Promise<number> {
	return new Promise((resolve, reject) => {
		const request = http.get(url, { headers: { accept, 'accept-encoding': 'br' } }, (response) => {
			let size = 0;
			response.on('data', (chunk: Buffer) => (size += chunk.length));
			response.on('end', () => resolve(size));
		});
		request.on('error', reject);
	});
}
