import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const debianFolder = '/usr/share/postgresql/15/extension/';
const wholeScript = /(?:^|\/)pgtap--\d+\.\d+\.\d+\.sql$/;

/** pgTAP as plain SQL, for servers it is not installed on: from the packages, else from Debian's `postgresql-15-pgtap`. */
export async function pgtapScript(): Promise<string> {
	const script = (await fromPackages()) ?? (await fromDebian());
	if (!script) throw new Error('pgTAP is neither in node_modules nor in /usr/share/postgresql/15: npm ci brings it.');
	return script.replace(/^\\.*$/gm, ''); // psql's own commands
}

async function fromPackages(): Promise<string | null> {
	let archive: Buffer;
	try {
		const entry = fileURLToPath(import.meta.resolve('@electric-sql/pglite'));
		archive = gunzipSync(await readFile(new URL('pgtap.tar.gz', `file://${entry}`)));
	} catch {
		return null; // not installed
	}
	for (let at = 0; at + 512 <= archive.length;) {
		const name = archive.toString('utf8', at, at + 100).replace(/\0.*$/s, '');
		const size = parseInt(archive.toString('ascii', at + 124, at + 136), 8) || 0;
		if (wholeScript.test(name)) return archive.toString('utf8', at + 512, at + 512 + size);
		at += 512 + Math.ceil(size / 512) * 512;
	}
	return null;
}

async function fromDebian(): Promise<string | null> {
	const names = await readdir(debianFolder).catch(() => []); // not installed
	const name = names.find((candidate) => wholeScript.test(candidate));
	return name ? readFile(debianFolder + name, 'utf8') : null;
}
