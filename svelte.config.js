import adapter from '@sveltejs/adapter-node';
import { execSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The commit names the version, so the same source never asks a phone to fetch itself again. */
function commit() {
	try {
		return execSync('git rev-parse --short HEAD', { stdio: ['ignore', 'pipe', 'ignore'] })
			.toString()
			.trim();
	} catch {
		return 'unversioned';
	}
}
// Kept in the environment: a build reads this file in several processes, which must agree even if somebody commits meanwhile.
process.env.PASSERELLE_VERSION ??= commit();

// Where the browser may speak to besides this origin: a hosted Supabase, known when the app is built for it.
const supabase = process.env.PUBLIC_SUPABASE_URL;
// Pictures under maps, when whoever runs the service names some.
const tiles = process.env.VITE_TILES_URL?.startsWith('https://')
	? [new URL(process.env.VITE_TILES_URL.replaceAll(/[{}]/g, '')).origin]
	: [];
const api = supabase ? [supabase, supabase.replace(/^http/, 'ws')] : [];

// The one script that stands in every page, by what it says.
const theme = /<script>(.*?)<\/script>/s.exec(readFileSync(new URL('./src/app.html', import.meta.url), 'utf8'))[1];
const themeHash = createHash('sha256').update(theme).digest('base64');

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: {
		// A component's mark stands hundreds of times in a page: half as long, it says as much. Sixty million differ.
		cssHash: ({ hash, css }) => `s${hash(css).slice(0, 5)}`,
		runes: ({ filename }) => (filename.split(/[/\\]/).includes('node_modules') ? undefined : true)
	},
	kit: {
		adapter: adapter({ precompress: true }),
		paths: { relative: false },
		// Styles travel in the page: one round trip less before the first paint, which slow networks feel most.
		inlineStyleThreshold: 30_000,
		output: { preloadStrategy: 'modulepreload' },
		version: { name: process.env.PASSERELLE_VERSION, pollInterval: 0 },
		serviceWorker: {
			// src/lib/ui/shell/porch.ts does, whenever the scripts come: Kit would wait for a load that may be over by then.
			register: false,
			files: (file) => !/(^|\/)\.|\.(?:map|txt)$|^(?:screenshots|og)/.test(file)
		},
		csp: {
			// By what they say, not by a number of the day: a page may then be kept and shown to the next reader as it is.
			mode: 'hash',
			directives: {
				'default-src': ['self'],
				'script-src': ['self', `sha256-${themeHash}`],
				'style-src': ['self'],
				// Kit's own route announcer has one literal style attribute; tests/headers.spec.ts fails if an update changes it
				'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
				'img-src': ['self', 'data:', 'blob:', ...tiles],
				'connect-src': ['self', ...api],
				'worker-src': ['self', 'blob:'],
				'manifest-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['self'],
				'frame-ancestors': ['none'],
				'require-trusted-types-for': ['script'],
				'trusted-types': ['svelte-trusted-html', 'default']
			}
		}
	}
};
