import type { PostgresType } from 'postgres';

/**
 * How the driver reads moments: as PostgREST writes them in JSON (`2026-11-23T06:00:05+00:00`). `@supabase/lite` does
 * so for tables and leaves what functions return as PostgreSQL prints it, which Safari cannot read.
 */
export const isoTimes: Record<'timestamp' | 'timestamptz', PostgresType> = {
	timestamp: { to: 1114, from: [1114], serialize: asItIs, parse: inIso },
	timestamptz: { to: 1184, from: [1184], serialize: asItIs, parse: inIso }
};

/** PostgreSQL's print of a moment, in ISO 8601. `infinity` stays. */
export function inIso(printed: string): string {
	return printed.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
}

function asItIs(value: unknown): unknown {
	return value;
}
