import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default defineConfig(
	globalIgnores(['build', '.svelte-kit', '.data', 'src/lib/paraglide', 'test-results', 'tests/.out']),
	js.configs.recommended,
	ts.configs.recommended,
	svelte.configs.recommended,
	prettier,
	svelte.configs.prettier,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'no-undef': 'off',
			'no-empty': ['error', { allowEmptyCatch: false }],
			// hrefs are localised by #lib/i18n, which resolve() does not know
			'svelte/no-navigation-without-resolve': 'off',
			// The compiler, not this linter, gives the warning that such a comment answers.
			'svelte/no-unused-svelte-ignore': 'off',
			'svelte/no-at-html-tags': 'error',
			'svelte/no-inline-styles': 'error',
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }]
		}
	},
	{
		// Without types: svelte-check reads them, and the one rule here that asks for them (unused props) made 25 s three minutes.
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: { extraFileExtensions: ['.svelte'], parser: ts.parser, svelteConfig }
		}
	},
	{
		files: ['src/lib/*/ui/**'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [{ regex: '^#lib/[^/]+/data/|^#lib/(database|offline)/', message: 'ui takes data as props' }]
				}
			]
		}
	}
);
