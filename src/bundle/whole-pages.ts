import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'vite';

type Manifest = Record<string, { imports?: string[]; dynamicImports?: string[]; css?: string[] }>;

/**
 * Writes beside each page every file it needs at once, and the styles of what the server draws in it. Kit visits each
 * file once, and takes one that it first meets through a later import for one that can wait: its styles were missing from
 * the page. What only a browser draws brings its own styles when it comes.
 */
export function wholePages(): Plugin {
	return {
		name: 'whole-pages',
		apply: 'build',
		writeBundle({ dir }) {
			if (this.environment.name === 'client') completeManifest(join(dir!, '.vite/manifest.json'));
		}
	};
}

function completeManifest(path: string): void {
	const files = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
	const needed = (name: string, seen = new Set<string>()): Set<string> => {
		for (const next of files[name]?.imports ?? []) if (!seen.has(next)) needed(next, seen.add(next));
		return seen;
	};
	const drawn = drawnByServer();
	const ofEveryone = Object.keys(files).filter((name) => /\/client\/entry\.js$/.test(name));
	const pages = Object.keys(files).filter((name) => /\/nodes\/\d+\.js$/.test(name));
	const told = pages.map((name) => {
		const atOnce = [...needed(name)];
		const own = [name, ...atOnce].filter((file) => !ofEveryone.includes(file));
		const parts = own.flatMap((file) => files[file]?.dynamicImports ?? []).filter((file) => drawn.has(basename(file)));
		const shown = new Set([...own, ...parts, ...parts.flatMap((part) => [...needed(part)])]);
		for (const file of ofEveryone) shown.delete(file);
		return { name, imports: atOnce, css: [...new Set([...shown].flatMap((file) => files[file]?.css ?? []))] };
	});
	for (const file of Object.values(files)) delete file.dynamicImports;
	for (const { name, ...whole } of told) Object.assign(files[name]!, whole);
	writeFileSync(path, JSON.stringify(files, null, '\t'));
}

/** The parts that a page has the server draw, and the browser fetch late or never (`Still.svelte`). */
function drawnByServer(): Set<string> {
	const sources = globSync('src/**/*.svelte').map((path) => readFileSync(path, 'utf8'));
	const named = sources.flatMap((text) => [...text.matchAll(/env\.SSR \? \(await import\('([^']+)'/g)]);
	return new Set(named.map(([, path]) => basename(path!)));
}
