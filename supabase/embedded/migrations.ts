/** Brings a PostgreSQL up to date: what Supabase would already have there, then our migrations, each once and whole. */
import { readdir, readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { getAuthSchemaSql, getStorageSchemaSql } from '@supabase/lite';
import type { Sql } from 'postgres';

const standIns = new URL('./stand-ins.sql', import.meta.url);
const folder = new URL('../migrations/', import.meta.url);
const seedFile = new URL('../seed.sql', import.meta.url);
const seedFolder = new URL('../seed/', import.meta.url);

/** Any number of servers may start at once on one database; one of them migrates. */
const MIGRATION_LOCK = 20_261_124;

export interface Applied {
	/** Names of the migrations applied by this call, in order. */
	migrations: string[];
	seeded: boolean;
}

/**
 * Applies the stand-ins (unless the database is Supabase's own), every migration not yet in the history, and the
 * demo street when `seed` is true and the street is still empty.
 * @throws when a migration in the history is not the one in the folder any more
 */
export async function bringUpToDate(sql: Sql, { seed = false } = {}): Promise<Applied> {
	const connection = await sql.reserve();
	try {
		await connection`select pg_advisory_lock(${MIGRATION_LOCK})`;
		await connection.unsafe('set client_min_messages = warning');
		await prepare(connection);
		const migrations = await applyMissing(connection);
		const seeded = seed && (await plantSeed(connection));
		return { migrations, seeded };
	} finally {
		await connection`select pg_advisory_unlock(${MIGRATION_LOCK})`;
		connection.release();
	}
}

async function prepare(connection: Sql): Promise<void> {
	const [{ hosted }] = await connection<[{ hosted: boolean }]>`
		select exists (select from pg_roles where rolname = 'supabase_admin') as hosted`;
	if (!hosted) {
		const tables = getAuthSchemaSql() + '\n' + getStorageSchemaSql();
		await whole(connection, tables + '\n' + (await readFile(standIns, 'utf8')));
	}
	await connection.unsafe(`
		create schema if not exists supabase_migrations;
		revoke all on schema supabase_migrations from public;
		create table if not exists supabase_migrations.schema_migrations (version text primary key);
		alter table supabase_migrations.schema_migrations
			add column if not exists name text, add column if not exists digest text;
		alter table supabase_migrations.schema_migrations enable row level security`);
}

async function applyMissing(connection: Sql): Promise<string[]> {
	const history = new Map(
		(
			await connection<{ version: string; digest: string | null }[]>`
				select version, digest from supabase_migrations.schema_migrations`
		).map(({ version, digest }) => [version, digest])
	);
	const applied: string[] = [];
	for (const file of (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()) {
		const [version, name] = [file.slice(0, 14), file.slice(15, -4)];
		const text = await readFile(new URL(file, folder), 'utf8');
		const digest = createHash('sha256').update(text).digest('hex');
		if (history.has(version)) {
			const known = history.get(version);
			if (known && known !== digest)
				throw new Error(`${file} has changed since it was applied: start from an empty database`);
			continue;
		}
		await whole(connection, text).catch((cause: Error) => {
			throw new Error(`${file}: ${cause.message}`, { cause });
		});
		await connection`
			insert into supabase_migrations.schema_migrations (version, name, digest) values (${version}, ${name}, ${digest})`;
		applied.push(file);
	}
	return applied;
}

async function plantSeed(connection: Sql): Promise<boolean> {
	const [{ empty }] = await connection<[{ empty: boolean }]>`select not exists (select from public.people) as empty`;
	if (!empty) return false;
	const more = await readdir(seedFolder).catch(() => []);
	const files = [
		seedFile,
		...more
			.filter((name) => name.endsWith('.sql'))
			.sort()
			.map((name) => new URL(name, seedFolder))
	];
	const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
	await whole(connection, texts.join('\n'));
	return true;
}

/** All or nothing: a script that fails half-way leaves no trace. */
async function whole(connection: Sql, script: string): Promise<void> {
	await connection.unsafe('begin');
	try {
		await connection.unsafe(script);
		await connection.unsafe('commit');
	} catch (cause) {
		await connection.unsafe('rollback');
		throw cause;
	}
}
