/** `npm run import:places -- <file> --source NAME --licence NAME [--rehearse]`: see README.md. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { bringPlaces } from './bring-places.ts';
import { signedInFrom } from './signed-in.ts';

const usage = 'Usage: npm run import:places -- <file> [--source NAME] [--licence NAME] [--rehearse]';

try {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { source: { type: 'string' }, licence: { type: 'string' }, rehearse: { type: 'boolean' } }
	});
	const [path] = positionals;
	if (!path || positionals.length > 1) throw new Error(usage);
	const bytes = new Uint8Array(await readFile(path));
	const { counts, refused } = await bringPlaces(await signedInFrom(process.env), bytes, {
		name: basename(path),
		source: values.source,
		licence: values.licence ?? '',
		rehearse: values.rehearse ?? false
	});
	for (const { line, name, why } of refused) console.error(`${line}\t${name}\t${why}`);
	const { new: added, changed, same, kept } = counts;
	console.log(
		`${added} new, ${changed} changed, ${same} same, ${kept} kept as corrected here, ${refused.length} refused`
	);
	process.exitCode = refused.length ? 1 : 0;
} catch (fault) {
	// Said to whoever started it, in a sentence.
	console.error(fault instanceof Error ? fault.message : fault);
	process.exitCode = 2;
}
