import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { bareBrowser } from './support/browser.ts';

const root = new URL('..', import.meta.url).pathname;

const chromium = playwright({
	launchOptions: {
		executablePath: bareBrowser(),
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update']
	}
});

export default defineConfig({
	root,
	test: {
		expect: { requireAssertions: true },
		projects: [
			{
				extends: './vite.config.ts',
				root,
				test: {
					name: 'unit',
					testTimeout: 30_000, // a busy machine is slow, not wrong
					environment: 'node',
					include: ['src/**/*.test.ts', 'supabase/{embedded,importing,letters}/**/*.test.ts'],
					exclude: ['src/**/*.svelte.test.ts']
				}
			},
			{
				extends: './vite.config.ts',
				root,
				test: {
					name: 'browser',
					include: ['src/**/*.svelte.test.ts'],
					browser: {
						enabled: true,
						headless: true,
						provider: chromium,
						instances: [{ browser: 'chromium' }],
						viewport: { width: 390, height: 844 },
						screenshotFailures: false
					}
				}
			}
		]
	}
});
