// Where the territory's communes end, for our maps and anybody's; empty until it is imported.
import { openFile } from '#lib/server/open-file.ts';
import { keptOutlines } from '#lib/server/outlines.ts';
import { outlinesFile } from '#lib/territory/domain/outlines.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ getClientAddress }) =>
	openFile(getClientAddress(), 'application/geo+json', outlinesFile, () =>
		keptOutlines(process.env.DATA_DIR || '.data')
	);
