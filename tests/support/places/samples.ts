/** For tests: the territory as the database has it, and the files of places that stand in `tests/support/places`. */
import { readFileSync } from 'node:fs';
import type { Commune } from '#lib/territory/domain/commune.ts';
import type { KindWords } from '#lib/imports/domain/kind-of.ts';
import type { OrdsCategory } from '#lib/imports/domain/ords.ts';

const root = new URL('../../../', import.meta.url);

/** The bytes of a file of `tests/support/places`. */
export function sample(name: string): Uint8Array {
	return new Uint8Array(readFileSync(new URL(`tests/support/places/${name}`, root)));
}

/** Five of the 43 communes, with INSEE's codes and IGN's centres. */
export const communes: Commune[] = [
	['35238', 'Rennes', 48.11194, -1.66985],
	['35047', 'Bruz', 48.0246, -1.7447],
	['35131', 'L’Hermitage', 48.12137, -1.81664],
	['35065', 'La Chapelle-Thouarault', 48.12509, -1.85829],
	['35281', 'Saint-Jacques-de-la-Lande', 48.07712, -1.71583],
	['35206', 'Noyal-Châtillon-sur-Seiche', 48.0449, -1.6573],
	['35352', 'Vern-sur-Seiche', 48.0453, -1.6014],
	['35278', 'Saint-Grégoire', 48.1559, -1.6836],
	['35055', 'Chantepie', 48.0889, -1.6143]
].map(([code, name, lat, lon]) => ({ code, name, lat, lon, slug: String(name).toLowerCase() }) as Commune);

/** The kinds of places as the migrations fill them in. */
export const kinds: KindWords[] = kindsIn('20261124106930_places.sql');

function kindsIn(migration: string): KindWords[] {
	const sql = readFileSync(new URL(`supabase/migrations/${migration}`, root), 'utf8');
	const rows = sql.matchAll(/\('([a-z-]+)', '([^']+)', '([^']+)', '[a-z0-9-]+', '[a-z]+', array\[([^\]]*)\]/g);
	return [...rows].map(([, slug, fr, en, tags]) => ({
		slug: slug!,
		labels: [fr!, en!],
		osmTags: [...tags!.matchAll(/'([^']+)'/g)].map(([, tag]) => tag!)
	}));
}

/** The categories of the Open Repair Data Standard 0.3, as its list has them. */
export const standard = JSON.parse(new TextDecoder().decode(sample('ords-categories.json'))) as OrdsCategory[];
