import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { outlinesAsGeojson, outlinesFile } from '#lib/territory/domain/outlines.ts';

/** Where communes end, as `npm run import:outlines` kept it in the data folder; nothing drawn when it never ran. */
export async function keptOutlines(dataDir: string): Promise<string> {
	return readFile(join(dataDir, outlinesFile), 'utf8').catch((fault: NodeJS.ErrnoException) => {
		if (fault.code !== 'ENOENT') throw fault;
		return outlinesAsGeojson({ attribution: '', outlines: [] });
	});
}
