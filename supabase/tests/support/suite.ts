/** Runs pgTAP files: prepares a database for them, plays each in its own transaction, and keeps what they said. */
import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres, { type Sql } from 'postgres';
import { bringUpToDate } from '../../embedded/migrations.ts';
import { pgtapScript } from './pgtap.ts';
import { statementsIn } from './statements.ts';

const folder = new URL('../', import.meta.url);

export interface Outcome {
	file: string;
	passed: number;
	/** Each with the explanation pgTAP gave, or the error that stopped the file. */
	failures: string[];
}

/** Every pgTAP file whose name holds one of `wanted`; all of them when nothing is wanted. */
export async function testFiles(wanted: string[] = []): Promise<string[]> {
	return (await readdir(folder))
		.filter((name) => name.endsWith('.test.sql'))
		.filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
		.sort()
		.map((name) => fileURLToPath(new URL(name, folder)));
}

/** Makes an empty database ready for the tests: migrations, then pgTAP in a schema of its own. */
export async function prepareForTests(url: string): Promise<void> {
	const sql = connect(url);
	try {
		await bringUpToDate(sql);
		await sql.unsafe(`create schema tap; set search_path = tap; ${await pgtapScript()}`).simple();
		await sql
			.unsafe('grant usage on schema tap to public; grant execute on all functions in schema tap to public')
			.simple();
	} finally {
		await sql.end();
	}
}

/**
 * Plays one file; whatever it did is rolled back. With `mutation`, a statement run first in the file's transaction, it stops
 * at the first failure.
 */
export async function play(url: string, file: string, mutation?: string): Promise<Outcome> {
	const sql = connect(url);
	const said: string[] = [];
	try {
		await sql.unsafe('set search_path = public, tap, extensions; set client_min_messages = warning').simple();
		for (const { text, file: from, line } of statementsIn(file)) {
			const rows = await sql
				.unsafe(text)
				.simple()
				.catch((cause: Error) => {
					throw new Error(`${basename(from)}:${line}: ${cause.message}`, { cause });
				});
			for (const row of rows) said.push(...String(Object.values(row as object)[0]).split('\n'));
			if (mutation && text === 'begin') await sql.unsafe(mutation).simple();
			if (mutation && said.some((line) => line.startsWith('not ok'))) break;
		}
		return { file: basename(file), ...read(said) };
	} catch (fault) {
		const { passed, failures } = read(said);
		return {
			file: basename(file),
			passed,
			failures: [...failures, fault instanceof Error ? fault.message : String(fault)]
		};
	} finally {
		await sql.end({ timeout: 1 });
	}
}

function read(said: string[]): Pick<Outcome, 'passed' | 'failures'> {
	const passed = said.filter((line) => /^ok \d+/.test(line)).length;
	const failures: string[] = [];
	for (const line of said) {
		if (/^not ok \d+/.test(line)) failures.push(line);
		else if (line.startsWith('#') && failures.length > 0) failures[failures.length - 1] += `\n    ${line}`;
	}
	const planned = said.map((line) => /^1\.\.(\d+)$/.exec(line)?.[1]).find(Boolean);
	if (planned && Number(planned) !== passed + failures.length) {
		failures.push(`planned ${planned} tests, ran ${passed + failures.length}`);
	} else if (!planned) failures.push('no plan');
	return { passed, failures };
}

function connect(url: string): Sql {
	return postgres(url, { max: 1, onnotice: () => undefined });
}
