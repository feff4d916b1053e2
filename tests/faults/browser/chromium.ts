import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { chromium, type Browser, type BrowserContext } from 'playwright';
import { browser as installed, quietFlags } from '../../support/browser.ts';

/** A browser that can be killed like a phone whose battery is taken out. */
export interface Chromium {
	context: BrowserContext;
	/** Ends every process of it at once. */
	kill(): Promise<void>;
	/** Ends it as its user would: pages are closed one by one, what is under way is cut. */
	quit(): Promise<void>;
}

/** Starts a browser whose disk is `profile`, which outlives it. */
export async function startChromium(profile: string): Promise<Chromium> {
	const flags = [
		'--headless=new',
		'--remote-debugging-port=0',
		'--window-size=390,844',
		'--disable-dev-shm-usage',
		'--lang=fr-FR'
	];
	const args = [...quietFlags, ...flags, `--user-data-dir=${profile}`, 'about:blank'];
	const running = spawn(installed(), args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
	const address = await addressOf(running);
	const browser = await chromium.connectOverCDP(address);
	const context = browser.contexts()[0]!;
	return {
		context,
		kill: () => end(running, browser, true),
		quit: () => end(running, browser, false)
	};
}

function addressOf(running: ChildProcess): Promise<string> {
	return new Promise((resolve, reject) => {
		running.once('exit', (code) => reject(new Error(`Chromium did not start: ${code}`)));
		createInterface(running.stderr!).on('line', (line) => {
			const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
			if (address) resolve(address);
		});
	});
}

async function end(running: ChildProcess, browser: Browser, atOnce: boolean): Promise<void> {
	const isGone = () => running.exitCode !== null || running.signalCode !== null;
	const gone = isGone() ? null : once(running, 'exit');
	if (!atOnce) {
		const session = await browser.newBrowserCDPSession();
		await session.send('Browser.close').catch(() => undefined); // its answer may go with it
		await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 3_000))]);
	}
	if (!isGone()) process.kill(-running.pid!, 'SIGKILL');
	await gone;
	await browser.close().catch(() => undefined); // nobody is there to say goodbye to
}
