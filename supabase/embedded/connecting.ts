import postgres, { type Sql } from 'postgres';

/** How every pool of ours connects: back within a second once PostgreSQL is, where the driver may wait twenty. */
export const connecting = {
	onnotice: () => undefined,
	connect_timeout: 5,
	backoff: (attempt: number) => Math.min(0.05 * 2 ** attempt, 1)
};

/** A pool for what is ours: sessions, live channels, jobs. */
export function openPool(url: string): Sql {
	return postgres(url, { max: 4, ...connecting });
}
