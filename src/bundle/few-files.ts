import { globSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

type Info = Rolldown.GetModuleInfo;

const root = process.cwd();
const shell = ['src/routes/+layout.svelte', 'src/routes/+layout.ts', 'src/hooks.client.ts', 'src/hooks.ts'];
const reading = ['src/routes/+page', 'src/routes/search/+page', 'src/routes/listings/[[]id]/+page'];
const words = 'src/lib/paraglide/messages/';

/**
 * Puts what every page needs in one file, and what home, search and listing share in another. Left alone, the bundler
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
		}
	};
}

/** Which file a module belongs to, or `null` when the bundler may choose. */
function grouping(info: Info): (id: string) => string | null {
	const everywhere = reachable(
		shell.map((path) => resolve(root, path)),
		info
	);
	const doors = reading.map((path) =>
		reachable(
			globSync([`${path}.svelte`, `${path}.ts`]).map((found) => resolve(root, found)),
			info
		)
	);
	const users = whoSays();
	const belongs = (id: string): string | null => {
		if (everywhere.has(id)) return 'shell';
		return doors.filter((door) => door.has(id)).length > 1 ? 'reading' : null;
	};
	return (id) => {
		if (/node_modules\/(svelte|@sveltejs\/kit)\/|\0/.test(id))
			return everywhere.has(id) || id.startsWith('\0') ? 'shell' : belongs(id);
		if (!id.includes(words)) return belongs(id);
		const speakers = users.get(basename(id, '.js')) ?? [];
		if (speakers.some((file) => everywhere.has(file))) return 'shell';
		const said = doors.filter((door) => speakers.some((file) => door.has(file)));
		return said.length > 1 ? 'reading' : null;
	};
}

/** The modules that `roots` import, directly or not, without waiting. */
function reachable(roots: string[], info: Info): Set<string> {
	const seen = new Set<string>();
	const ahead = [...roots];
	for (let id = ahead.pop(); id; id = ahead.pop()) {
		// The index of words names them all; who says which is read from the sources.
		if (seen.has(id) || id.includes(words)) continue;
		seen.add(id);
		ahead.push(...(info(id)?.importedIds ?? []));
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
