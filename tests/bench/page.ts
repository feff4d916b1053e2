/** `npm run bench`: home and listing as an old phone on slow 4G sees them, beside the floor, in one run. */
import { chromium, type Browser } from 'playwright';
import { browser as chromiumPath, quietFlags } from '../support/browser.ts';
import { lighthouseScores } from './lighthouse.ts';
import { withoutNetwork } from './offline.ts';
import { serveApp, serveFloor } from './server.ts';
import { weigh } from './weight.ts';

const runs = Number(process.env.BENCH_RUNS ?? 5);
const pages = { home: '/', listing: '/annonces/00000000-0000-7000-8000-000000000001' };

interface Timing {
	firstPaintMs: number;
	largestPaintMs: number;
	longTasksMs: number;
	heapMegabytes: number;
}

/** One cold visit: phone 412x823, CPU four times slower, 1.6 Mbps down, 750 kbps up, 150 ms round trip. */
async function visit(browser: Browser, url: string): Promise<Timing> {
	const context = await browser.newContext({ viewport: { width: 412, height: 823 }, locale: 'fr-FR' });
	const page = await context.newPage();
	const devtools = await context.newCDPSession(page);
	await devtools.send('Network.enable');
	await devtools.send('Network.emulateNetworkConditions', {
		offline: false,
		latency: 150,
		downloadThroughput: (1.6e6 / 8) | 0,
		uploadThroughput: (750e3 / 8) | 0
	});
	await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
	await page.addInitScript(() => {
		const seen = { largest: 0, long: 0 };
		Object.assign(globalThis, { seen });
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) seen.largest = entry.startTime;
		}).observe({ type: 'largest-contentful-paint', buffered: true });
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) seen.long += entry.duration - 50;
		}).observe({ type: 'longtask', buffered: true });
	});
	await page.goto(url, { waitUntil: 'load' });
	await page.waitForTimeout(3000);
	const timing = await page.evaluate(() => {
		const { largest, long } = (globalThis as unknown as { seen: { largest: number; long: number } }).seen;
		const first = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN;
		return { firstPaintMs: first, largestPaintMs: largest, longTasksMs: long };
	});
	await devtools.send('HeapProfiler.collectGarbage');
	const { usedSize } = await devtools.send('Runtime.getHeapUsage');
	await context.close();
	return { ...timing, heapMegabytes: usedSize / 1e6 };
}

/** The middle of several figures. */
function middle(figures: number[]): number {
	return figures.sort((a, b) => a - b)[figures.length >> 1]!;
}

const app = await serveApp();
const floor = await serveFloor();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: quietFlags });
try {
	// The floor and the pages take turns: a machine that slows down meanwhile slows them alike.
	const rounds: Timing[][] = [];
	await visit(browser, app.url);
	for (let run = 0; run < runs; run++) {
		const round: Timing[] = [];
		for (const url of [`${floor.url}/`, ...Object.values(pages).map((path) => app.url + path)]) {
			round.push(await visit(browser, url));
		}
		rounds.push(round);
	}
	const least = (figure: keyof Timing) => middle(rounds.map(([bare]) => bare![figure])).toFixed(0);
	console.log(`floor: FCP ${least('firstPaintMs')} ms, LCP ${least('largestPaintMs')} ms`);
	for (const [at, name] of Object.keys(pages).entries()) {
		const seen = (figure: keyof Timing) => middle(rounds.map((round) => round[at + 1]![figure]));
		const ratio = (figure: keyof Timing) => middle(rounds.map((round) => round[at + 1]![figure] / round[0]![figure]));
		console.log(
			`${name}: FCP ${ratio('firstPaintMs').toFixed(2)} x floor, LCP ${ratio('largestPaintMs').toFixed(2)} x floor, ` +
				`long tasks ${seen('longTasksMs').toFixed(0)} ms, heap ${seen('heapMegabytes').toFixed(1)} MB`
		);
	}
	for (const [name, path] of Object.entries(pages)) {
		const weight = await weigh(browser, app.url + path);
		console.log(
			`${name}: script ${weight.script} B (then ${weight.laterScript}), HTML and CSS ${weight.page} B, ${weight.requests} requests`
		);
	}
	const [bare, home] = [await withoutNetwork(browser, `${floor.url}/`), await withoutNetwork(browser, `${app.url}/`)];
	const starts: { bare: number; home: number | null }[] = [];
	for (let run = 0; run < 3 * runs; run++) starts.push({ bare: (await bare.start()) ?? NaN, home: await home.start() });
	const began = starts.flatMap((start) => (start.home === null ? [] : [start.home / start.bare]));
	console.log(
		`offline start: ${began.length} of ${starts.length}, ${middle(began).toFixed(2)} x floor, ` +
			`floor ${middle(starts.map((start) => start.bare)).toFixed(0)} ms`
	);
	await browser.close();
	for (const path of Object.values(pages)) console.log(`lighthouse ${path}:`, await lighthouseScores(app.url + path));
} finally {
	if (browser.isConnected()) await browser.close();
	await app.stop();
	await floor.stop();
}
process.exit(0);
