import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateApiKey } from '@supabase/lite';
import { writeSafely } from './storage/safe-write.ts';

/** What this one installation signs and opens with. Made on the first start, then always the same. */
export interface Secrets {
	jwtSecret: string;
	/** Public: row level security is the boundary. */
	publishableKey: string;
	/** Passes every policy: never leaves this machine. */
	secretKey: string;
}

/** The secrets of a data folder, made at random when it has none; the file is readable by its owner alone. */
export async function secretsOf(dataDir: string): Promise<Secrets> {
	const file = join(dataDir, 'secrets.json');
	const kept = await readFile(file, 'utf8').catch((fault: NodeJS.ErrnoException) => {
		if (fault.code === 'ENOENT') return null;
		throw fault;
	});
	if (kept) return JSON.parse(kept) as Secrets;

	const [publishable, secret] = await Promise.all([generateApiKey('publishable'), generateApiKey('secret')]);
	const made: Secrets = {
		jwtSecret: randomBytes(48).toString('base64url'),
		publishableKey: publishable.key,
		secretKey: secret.key
	};
	await writeSafely(file, JSON.stringify(made, null, '\t'));
	return made;
}
