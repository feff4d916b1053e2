import { defineConfig } from 'vitest/config';

const isElsewhere = Boolean(process.env.CONTRACT_SUPABASE_URL);

/**
 * The Supabase calls the app relies on. Without variables: against an embedded server of its own. With
 * CONTRACT_SUPABASE_URL and CONTRACT_SUPABASE_KEY: against that Supabase, whose e-mail confirmations must be off; what
 * can be asked of the embedded server alone stays out.
 */
export default defineConfig({
	root: new URL('.', import.meta.url).pathname,
	test: {
		include: ['*.test.ts', ...(isElsewhere ? [] : ['embedded/*.test.ts'])],
		globalSetup: './support/ground.ts',
		environment: 'node',
		expect: { requireAssertions: true },
		// Only what hangs is cut: a busy machine is slow, and not at fault.
		testTimeout: 240_000,
		hookTimeout: 240_000,
		maxWorkers: 2
	}
});
