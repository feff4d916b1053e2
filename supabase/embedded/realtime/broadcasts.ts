import type { Sql } from 'postgres';
import type { Fault } from '../api/scrubbed-errors.ts';
import { faultOf } from '../api/scrubbed-errors.ts';

/** A message the database sent to everyone who listens to `topic`. */
export interface Broadcast {
	id: string;
	topic: string;
	event: string;
	payload: unknown;
}

/**
 * Follows what the database broadcasts: `realtime.send` keeps a row and notifies its id once the transaction is in.
 * Calls `deliver` in the order of commits. The returned function stops.
 */
export async function followBroadcasts(
	sql: Sql,
	deliver: (broadcast: Broadcast) => void,
	report: (fault: Fault) => void
): Promise<() => Promise<void>> {
	let delivering = Promise.resolve();
	const { unlisten } = await sql.listen('realtime', (id) => {
		delivering = delivering.then(async () => {
			try {
				const [row] = await sql<Broadcast[]>`
					select id::text, topic, event, payload from realtime.messages where id = ${id}::uuid`;
				if (row) deliver(row);
			} catch (thrown) {
				report(faultOf(thrown)); // the reader's slow poll catches up
			}
		});
	});
	return unlisten;
}
