import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

type Info = Rolldown.GetModuleInfo;

const root = process.cwd();
const shell = ['src/routes/+layout.svelte', 'src/routes/+layout.ts', 'src/hooks.client.ts', 'src/hooks.ts'];
const reading = {
	home: 'src/routes/+page',
	search: 'src/routes/search/+page',
	listing: 'src/routes/listings/[[]id]/+page'
};
const words = 'src/lib/paraglide/messages/';

/**
 * Puts what every page needs in one file, and what some of home, search and listing share in others. Left alone, the bundler
 * makes a file of every word that two pages share: sixty requests for home.
 */
export function fewFiles(): Plugin {
	return {
		name: 'few-files',
		apply: 'build',
		// A group may then leave a module's dependencies where they are.
		options(options) {
			if (this.environment.name === 'client') options.preserveEntrySignatures = 'allow-extension';
		},
		outputOptions(options) {
			if (this.environment.name !== 'client') return;
			let groupOf: ((id: string) => string | null) | undefined;
			options.codeSplitting = {
				includeDependenciesRecursively: false,
				groups: [
					{
						name: (id, modules) => (groupOf ??= grouping((module) => modules.getModuleInfo(module)))(id),
						priority: 2
					}
				]
			};
			return options;
		},
		writeBundle({ dir }) {
			if (this.environment.name === 'client') nameAtOnce(join(dir!, '.vite/manifest.json'));
		}
	};
}

type Manifest = Record<string, { imports?: string[]; dynamicImports?: string[] }>;

/**
 * Writes beside each page every file it needs at once, and what it alone fetches later. Kit visits each file once, and
 * takes one that it first meets through a later import for one that can wait: its styles were missing from the page.
 */
function nameAtOnce(path: string): void {
	const files = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
	const needed = (name: string, seen = new Set<string>()): Set<string> => {
		for (const next of files[name]?.imports ?? []) if (!seen.has(next)) needed(next, seen.add(next));
		return seen;
	};
	const ofEveryone = Object.keys(files).filter((name) => /\/client\/entry\.js$/.test(name));
	const pages = Object.keys(files).filter((name) => /\/nodes\/\d+\.js$/.test(name));
	const told = pages.map((name) => {
		const atOnce = [...needed(name)];
		const own = [name, ...atOnce].filter((file) => !ofEveryone.includes(file));
		return { name, imports: atOnce, dynamicImports: own.flatMap((file) => files[file]?.dynamicImports ?? []) };
	});
	for (const file of Object.values(files)) delete file.dynamicImports;
	for (const { name, ...imports } of told) Object.assign(files[name]!, imports);
	writeFileSync(path, JSON.stringify(files, null, '\t'));
}

/** Which file a module belongs to, or `null` when the bundler may choose. */
function grouping(info: Info): (id: string) => string | null {
	const everywhere = reachable(
		shell.map((path) => resolve(root, path)),
		info
	);
	const doors = Object.entries(reading).map(([name, path]) => ({
		name,
		modules: reachable(
			globSync([`${path}.svelte`, `${path}.ts`]).map((found) => resolve(root, found)),
			info
		)
	}));
	const soon = reachable(
		shell.map((path) => resolve(root, path)),
		info,
		true
	);
	const users = whoSays();
	/** `files` are the places that a module is used from: itself, or for a word, whoever says it. */
	const placed = (files: string[]): string | null => {
		if (files.some((file) => everywhere.has(file))) return 'shell';
		const through = doors.filter(({ modules }) => files.some((file) => modules.has(file)));
		// What home and listing share is on nearly every way through the app; the files are few rather than exact.
		if (through.some(({ name }) => name === 'home') && through.length > 1) return 'shell';
		if (through.length > 1) return through.map(({ name }) => name).join('-');
		// What the layout fetches once it is on screen must not bring a whole page along.
		return files.some((file) => soon.has(file)) ? null : (through[0]?.name ?? null);
	};
	return (id) => {
		// The framework, and helpers of the bundler and of words, belong to everyone.
		if (id.startsWith('\0') || /node_modules\/(@sveltejs\/kit|esm-env)\/|paraglide\/registry/.test(id)) return 'shell';
		// Kit's own file for a page only names it: apart, it would be one more request.
		if (/client-optimized\/nodes\/[1-9]\d*\.js$/.test(id)) return placed([...(info(id)?.importedIds ?? [])]);
		return placed(id.includes(words) ? (users.get(basename(id, '.js')) ?? []) : [id]);
	};
}

/** The modules that `roots` import, directly or not, without waiting; `waiting` adds those they import later. */
function reachable(roots: string[], info: Info, waiting = false): Set<string> {
	const seen = new Set<string>();
	const ahead = [...roots];
	for (let id = ahead.pop(); id; id = ahead.pop()) {
		// The index of words names them all; who says which is read from the sources.
		if (seen.has(id) || id.includes(words)) continue;
		seen.add(id);
		const found = info(id);
		ahead.push(...(found?.importedIds ?? []), ...((waiting && found?.dynamicallyImportedIds) || []));
	}
	return seen;
}

/** Which source files say which message. */
function whoSays(): Map<string, string[]> {
	const users = new Map<string, string[]>();
	for (const path of globSync('src/**/*.{svelte,ts}')) {
		for (const [, key] of readFileSync(path, 'utf8').matchAll(/\bm\.(\w+)/g)) {
			users.set(key!, [...(users.get(key!) ?? []), resolve(root, path)]);
		}
	}
	return users;
}
