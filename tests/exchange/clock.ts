import type { Sql } from 'postgres';

/**
 * Puts `now()` and `clock_timestamp()` into the hands of a test. In a session that sets `exchange.now` it is that time; in one that
 * sets `exchange.begins` time goes by, from there on, `exchange.speed` times as fast as it does; elsewhere it is the machine's.
 * For a throw-away database, before its migrations: those look both up by name as they are applied.
 */
export async function takeTheClock(sql: Sql): Promise<void> {
	await sql
		.unsafe(
			`create schema exchange;
			grant usage on schema exchange to public;
			create sequence exchange.ticks;
			grant all on sequence exchange.ticks to public;
			alter function pg_catalog.now() rename to now_of_the_machine;
			alter function pg_catalog.clock_timestamp() rename to clock_of_the_machine;
			create function exchange.set(name text) returns text language sql stable parallel safe
				return nullif(pg_catalog.current_setting('exchange.' || name, true), '');
			create function exchange.told(machine timestamptz) returns timestamptz language sql stable parallel safe
				return coalesce(
					exchange.set('now')::timestamptz,
					pg_catalog.date_trunc('milliseconds', exchange.set('begins')::timestamptz
						+ (machine - exchange.set('opened')::timestamptz) * exchange.set('speed')::float8),
					machine
				);
			create function pg_catalog.now() returns timestamptz language sql stable parallel safe
				return exchange.told(pg_catalog.now_of_the_machine());
			create function pg_catalog.clock_timestamp() returns timestamptz language sql volatile parallel safe
				return exchange.told(pg_catalog.clock_of_the_machine())
					+ pg_catalog.nextval('exchange.ticks') % 1000000 * interval '1 microsecond';
			grant execute on function exchange.told(timestamptz), exchange.set(text) to public`
		)
		.simple();
}

/** What of the product would still read the machine's clock: keywords that are no function, and names bound before. */
export async function untold(sql: Sql): Promise<string[]> {
	const rows = await sql<{ name: string }[]>`
		select n.nspname || '.' || p.proname as name
		from pg_proc p join pg_namespace n on n.oid = p.pronamespace
		where n.nspname in ('public', 'private')
			and p.prosrc ~* '\\m(current_timestamp|current_date|current_time|localtimestamp|localtime|statement_timestamp|transaction_timestamp|timeofday)\\M'
		union all
		select d.objid::regclass::text from pg_depend d
		where d.refobjid in ('pg_catalog.now_of_the_machine()'::regprocedure, 'pg_catalog.clock_of_the_machine()'::regprocedure)
			and d.classid = 'pg_class'::regclass`;
	return rows.map(({ name }) => name);
}
