import type { PostgresConnection } from '@supabase/lite/postgres';

/**
 * Keeps `@supabase/lite` from running `GRANT ALL` on every schema that has a table under row level security, which it
 * does on its first request unless it believes it already has. The migrations alone say who may do what.
 */
export function leaveGrantsUntouched(connection: PostgresConnection): void {
	// Declared private in the types, yet the only switch there is.
	(connection as unknown as { rlsState: 'unknown' | 'active' }).rlsState = 'active';
}
