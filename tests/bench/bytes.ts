/** Weighs home and listing and fails past the budgets. Bytes and requests are exact, so this belongs in `npm test`. */
import { chromium } from 'playwright';
import { browser as chromiumPath, quietFlags } from '../support/browser.ts';
import { serveApp } from './server.ts';
import { weigh, type Weight } from './weight.ts';

const drill = '/annonces/00000000-0000-7000-8000-000000000001';
/** In bytes after brotli. */
const budgets: Record<string, Partial<Weight>> = {
	'/': { script: 45_000, page: 25_000, requests: 15, laterScript: 60_000 },
	[drill]: { script: 45_000, page: 25_000, requests: 15, laterScript: 60_000 }
};

const app = await serveApp();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: quietFlags });
let passed = 0;
let failed = 0;
try {
	for (const [path, budget] of Object.entries(budgets)) {
		const weight = await weigh(browser, app.url + path);
		for (const [part, most] of Object.entries(budget) as [keyof Weight, number][]) {
			const within = weight[part] <= most;
			if (within) passed++;
			else failed++;
			console.log(`${within ? 'ok    ' : 'PAST  '} ${path} ${part}: ${weight[part]} of ${most}`);
		}
	}
} finally {
	await browser.close();
	await app.stop();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
