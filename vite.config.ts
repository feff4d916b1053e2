import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { browserslistToTargets } from 'lightningcss';
import { defineConfig } from 'vite';
import { fewFiles } from './src/bundle/few-files.ts';
import { onePack } from './src/bundle/one-pack.ts';
import { wholePages } from './src/bundle/whole-pages.ts';
import { thinIcons } from './src/lib/ui/thin-icons.ts';
import { embeddedBackend } from './supabase/embedded/vite-plugin.ts';

// Phones of 2020 and later: light-dark(), nesting and the like are lowered for them.
const targets = browserslistToTargets(['chrome 87', 'safari 14.1', 'firefox 88']);

export default defineConfig({
	css: { transformer: 'lightningcss', lightningcss: { targets } },
	// Chrome 94, Firefox 93, Safari 15: naming them would also rewrite every private field, 3 kB more on each page.
	build: {
		cssMinify: 'lightningcss',
		target: 'es2022',
		// Naming every script that a later page needs costs each first page 2 kB; the service worker has them all by then.
		modulePreload: { resolveDependencies: (_, files) => files.filter((file) => file.endsWith('.css')) }
	},
	resolve: {
		alias: { '@inlang/paraglide-js/urlpattern-polyfill': new URL('./src/lib/i18n/none.js', import.meta.url).pathname }
	},
	plugins: [
		thinIcons(),
		embeddedBackend(),
		paraglideVitePlugin({
			project: './src/lib/i18n/project.inlang',
			outdir: './src/lib/paraglide',
			// The locale comes from overwriteGetLocale in the hooks: no URLPattern polyfill, no cookie.
			strategy: ['globalVariable', 'baseLocale'],
			isServer: 'import.meta.env.SSR'
		}),
		sveltekit(),
		fewFiles(),
		wholePages(),
		onePack()
	]
});
