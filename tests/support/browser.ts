import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const known = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable'
];

/** A browser that is already on this machine, or `undefined`. */
export function installedBrowser(): string | undefined {
	const asked = process.env.CHROMIUM_PATH;
	return [...(asked ? [asked] : []), ...known, chromium.executablePath()].find((path) => existsSync(path));
}

/**
 * The path of a Chromium to test with, installing one when there is none.
 * @throws when no way of installing one works here, saying what to do
 */
export function browser(): string {
	const found = installedBrowser();
	if (found) return found;
	for (const [command, args] of [
		['npx', ['playwright', 'install', 'chromium']],
		['apt-get', ['install', '-y', 'chromium']]
	] as const) {
		try {
			execFileSync(command, args, { stdio: 'inherit' });
		} catch (error) {
			console.error(`${command} could not install a browser: ${(error as Error).message}`);
		}
		const installed = installedBrowser();
		if (installed) return installed;
	}
	throw new Error('No Chromium here. Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH.');
}

/**
 * The path of the same browser without its own windows (Debian: chromium-headless-shell), which shows pages at a lower
 * cost; of a whole one where there is none.
 */
export function bareBrowser(): string {
	const bare = '/usr/bin/chromium-headless-shell';
	return !process.env.CHROMIUM_PATH && existsSync(bare) ? bare : browser();
}

/** Flags for a Chromium that runs as root, without a display, and speaks to this machine alone. */
export const quietFlags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];
