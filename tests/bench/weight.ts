import http from 'node:http';
import type { Browser } from 'playwright';

/** What a first visit to a page costs. Sizes in bytes after brotli. */
export interface Weight {
	script: number;
	page: number;
	requests: number;
}

/** Requests the page made by itself until it was quiet, without scrolling, and what they weigh. */
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
	await context.close();

	const sizes = { script: 0, page: 0 };
	for (const { url, kind } of asked) {
		if (kind === 'script' || kind === 'fetch') sizes.script += url.endsWith('.js') ? await compressed(url) : 0;
		if (kind === 'document' || kind === 'stylesheet') sizes.page += await compressed(url);
	}
	return { ...sizes, requests: asked.length };
}

function compressed(url: string): Promise<number> {
	return new Promise((resolve, reject) => {
		const request = http.get(url, { headers: { 'accept-encoding': 'br' } }, (response) => {
			let size = 0;
			response.on('data', (chunk: Buffer) => (size += chunk.length));
			response.on('end', () => resolve(size));
		});
		request.on('error', reject);
	});
}
