import type { Db } from '#lib/database/client.ts';
import { importPlaces, kindsForImport, placesAtOnce } from '#lib/imports/data/place-imports.ts';
import { inBatches, tally, type Imported, type Outcome } from '#lib/imports/domain/imported.ts';
import { judgePlaces } from '#lib/imports/domain/judge-place.ts';
import { rawPlacesIn, readPlaces } from '#lib/imports/domain/read-places.ts';
import { sourceNamed } from '#lib/imports/domain/source.ts';
import { listCommunes } from '#lib/territory/data/communes.ts';

interface Asked {
	/** Of the file: it names the source when nobody does. */
	name: string;
	source: string | undefined;
	/** Of lines that name none; empty when the file says it all. */
	licence: string;
	/** Writes nothing, says what would be. */
	rehearse: boolean;
}

/** A line that did not come in, and why: codes of `place-row.ts` or refusals, with the columns they are about. */
export interface NotBrought {
	line: number;
	name: string;
	why: string;
}

/**
 * Brings a file of places in, as the page does. Safe to repeat.
 * @throws {Refusal} `not_allowed`: the caller may not import
 * @throws {Error} the file cannot be read
 */
export async function bringPlaces(
	db: Db,
	bytes: Uint8Array,
	{ name, source, licence, rehearse }: Asked
): Promise<{ counts: Record<Outcome, number>; refused: NotBrought[] }> {
	const file = readPlaces(bytes, name);
	const raws = rawPlacesIn(file, null);
	if (!raws.length) throw new Error(`${name} holds no places that can be read.`);
	const [communes, kinds] = await Promise.all([listCommunes(db), kindsForImport(db)]);
	const named = sourceNamed(source ?? file.source);
	const judged = judgePlaces(raws, { communes, kinds, source: named, licence });
	const lines = judged.flatMap(({ line, row }) => (row ? [{ line, row }] : []));
	const imported: Imported[] = [];
	for (const batch of inBatches(lines, placesAtOnce)) {
		imported.push(...(await importPlaces(db, named, batch, rehearse)));
	}
	const nameOf = new Map(judged.map((one) => [one.line, one.name]));
	const byDatabase = imported.flatMap(({ line, why }) => (why ? [{ line, name: nameOf.get(line) ?? '', why }] : []));
	const onReading = judged.flatMap((one): NotBrought[] =>
		one.row ? [] : [{ line: one.line, name: one.name, why: one.why.map(reasonWords).join(', ') }]
	);
	const refused = [...onReading, ...byDatabase].toSorted((a, b) => a.line - b.line);
	return { counts: tally(imported), refused };
}

function reasonWords({ why, field, value }: { why: string; field?: string; value?: string }): string {
	return [why, field && `(${field}${value ? `: ${value}` : ''})`].filter(Boolean).join(' ');
}
