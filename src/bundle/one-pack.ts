import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { pack } from '../service-worker/places.ts';

/** Writes all scripts and styles once more in one file, for the service worker to unpack. */
export function onePack(): Plugin {
	return {
		name: 'one-pack',
		apply: 'build',
		writeBundle({ dir }, bundle) {
			if (this.environment.name !== 'client') return;
			const files = Object.keys(bundle).filter((file) => /\/immutable\/.*\.(js|css)$/.test(file));
			const texts = files.map((file) => [`/${file}`, readFileSync(join(dir!, file), 'utf8')]);
			writeFileSync(join(dir!, pack), JSON.stringify(Object.fromEntries(texts)));
		}
	};
}
