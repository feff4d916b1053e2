/** `npm run import:outlines [-- <file or address> --attribution WORDS]`: see README.md. */
import { parseArgs } from 'node:util';
import { anonymousFrom } from './address.ts';
import { bringOutlines, officialAddress, officialAttribution } from './bring-outlines.ts';

const usage = 'Usage: npm run import:outlines [-- <file or address> --attribution WORDS]';

try {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { attribution: { type: 'string' } }
	});
	if (positionals.length > 1) throw new Error(usage);
	const dataDir = process.env.DATA_DIR || '.data';
	const { found, missing } = await bringOutlines(await anonymousFrom(process.env), {
		from: positionals[0] ?? officialAddress,
		attribution: values.attribution ?? officialAttribution,
		dataDir
	});
	console.log(`${found} communes drawn${missing.length ? `, without ${missing.join(', ')}` : ''}`);
} catch (fault) {
	// Said to whoever started it, in a sentence.
	console.error(fault instanceof Error ? fault.message : fault);
	process.exitCode = 2;
}
