import type { Browser } from 'playwright';

/** From the start of a navigation without network to the first words of the page itself, milliseconds; `null` when none came. */
export type Start = number | null;

/** A browser that has the page at `url` on its disk, and starts it without network, each time anew, CPU four times slower. */
export async function withoutNetwork(
	browser: Browser,
	url: string
): Promise<{ start(): Promise<Start>; close(): Promise<void> }> {
	const context = await browser.newContext({ viewport: { width: 412, height: 823 }, locale: 'fr-FR' });
	await context.addInitScript(() => {
		const seen: { content?: number } = {};
		Object.assign(globalThis, { seen });
		const look = () => {
			if (document.querySelector('main h1, body > :not(header) h1, h1')) {
				// Painted by the frame after this one.
				requestAnimationFrame(() => setTimeout(() => (seen.content = performance.now())));
			} else requestAnimationFrame(look);
		};
		requestAnimationFrame(look);
	});
	const first = await context.newPage();
	await first.goto(url, { waitUntil: 'networkidle' });
	await first.evaluate(async () => {
		await navigator.serviceWorker.ready;
		if (navigator.serviceWorker.controller) return;
		await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }));
	});
	await first.waitForTimeout(1_500);
	await first.close();
	await context.setOffline(true);
	return {
		async start() {
			const page = await context.newPage();
			const devtools = await context.newCDPSession(page);
			await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
			try {
				await page.goto(url, { waitUntil: 'commit' });
				const seen = await page.waitForFunction(
					() => (globalThis as unknown as { seen: { content?: number } }).seen.content,
					undefined,
					{ timeout: 10_000, polling: 200 }
				);
				return (await seen.jsonValue()) ?? null;
			} catch (error) {
				console.log(`  did not start: ${(error as Error).message.split('\n')[0]}`);
				return null;
			} finally {
				await page.close();
			}
		},
		close: () => context.close()
	};
}
