import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { bareBrowser, quietFlags } from './support/browser.ts';

// Evaluated in each worker too: the first evaluation decides, the workers inherit.
process.env.E2E_DATA ??= mkdtempSync(join(tmpdir(), 'passerelle-e2e-'));
const port = process.env.E2E_PORT ?? '4273';

export default defineConfig({
	testDir: '.',
	testMatch: '*.spec.ts',
	outputDir: './.out/e2e',
	workers: Number(process.env.E2E_WORKERS ?? 2),
	fullyParallel: false,
	// Only what hangs is cut: a busy machine is slow, and not at fault.
	timeout: 300_000,
	expect: { timeout: 20_000 },
	forbidOnly: true,
	// Once more, with a trace. What passes then is named at the end of `npm test`: something to look into, not to hide.
	retries: 1,
	reporter: [['list']],
	use: {
		baseURL: `http://localhost:${port}`,
		locale: 'fr-FR',
		timezoneId: 'Europe/Paris',
		serviceWorkers: 'block',
		viewport: { width: 390, height: 844 },
		// Drawing a trace takes a fifth of a journey: asked for by whoever looks for what went wrong.
		trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'on-first-retry',
		launchOptions: { executablePath: bareBrowser(), args: quietFlags }
	},
	webServer: {
		command: 'node src/server/main.ts',
		cwd: '..',
		env: { PORT: port, HOST: 'localhost', DATA_DIR: process.env.E2E_DATA, AUTH_LIMITS: 'off', LOG_LEVEL: 'warn' },
		url: `http://localhost:${port}/healthz`,
		timeout: 120_000,
		reuseExistingServer: Boolean(process.env.E2E_REUSE),
		gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 }
	}
});
