import { globSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

type Info = Rolldown.GetModuleInfo;

const root = process.cwd();
const shell = ['src/routes/+layout.svelte', 'src/routes/+layout.ts', 'src/hooks.client.ts', 'src/hooks.ts'];
const reading = {
	home: 'src/routes/+page',
	search: 'src/routes/search/+page',
	listing: 'src/routes/listings/[[]id]/+page'
};
/** Parts of those that the server draws and a browser seldom fetches: what they share with a page is apart from it. */
const drawn = {
	top: 'src/routes/HomeTop',
	below: 'src/routes/HomeBelow',
	what: 'src/routes/listings/[[]id]/What'
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
			// Scripts name the styles they bring: what these are called weighs on each page.
			options.assetFileNames = (asset) =>
				`_app/immutable/assets/${asset.names.some((name) => name.endsWith('.css')) ? '' : '[name].'}[hash][extname]`;
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
		// What one of two such files makes at once, of what the other has not made yet, is made of nothing.
		generateBundle(_, bundle) {
			if (this.environment.name !== 'client') return;
			const circle = circleIn(
				(file) => (bundle[file]?.type === 'chunk' ? bundle[file].imports : []),
				Object.keys(bundle)
			);
			if (circle) this.error(`These files need each other before they can begin: ${circle.join(' → ')}`);
		}
	};
}

/** Some circle among `files`, by what each imports; `null` when there is none. */
export function circleIn(importsOf: (file: string) => string[], files: string[]): string[] | null {
	const clear = new Set<string>();
	const follow = (file: string, way: string[]): string[] | null => {
		if (clear.has(file)) return null;
		const at = way.indexOf(file);
		if (at >= 0) return [...way.slice(at), file];
		for (const next of importsOf(file)) {
			const circle = follow(next, [...way, file]);
			if (circle) return circle;
		}
		clear.add(file);
		return null;
	};
	for (const file of files) {
		const circle = follow(file, []);
		if (circle) return circle;
	}
	return null;
}

/** Which file a module belongs to, or `null` when the bundler may choose. */
function grouping(info: Info): (id: string) => string | null {
	const everywhere = reachable(
		shell.map((path) => resolve(root, path)),
		info
	);
	const doors = Object.entries({ ...reading, ...drawn }).map(([name, path]) => ({
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
		const pages = through.filter(({ name }) => name in reading);
		// What home and another page share is on nearly every way through the app; the files are few rather than exact.
		if (pages.length > 1 && pages.some(({ name }) => name === 'home')) return 'shell';
		if (pages.length > 1) return pages.map(({ name }) => name).join('-');
		// A listing is dressed by few of the styles that cards need.
		if (pages[0]?.name === 'search' && through.length > 1) {
			return through.some(({ name }) => name === 'what') ? 'what' : 'cards';
		}
		// What the layout fetches once it is on screen must not bring a whole page along.
		return files.some((file) => soon.has(file)) ? null : (pages[0]?.name ?? null);
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
