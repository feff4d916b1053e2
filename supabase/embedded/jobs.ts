import type { Sql } from 'postgres';
import { faultOf, type Fault } from './api/scrubbed-errors.ts';

const everyMs = 60_000;

/**
 * Does each minute what time brings (`private.run_due_jobs()`), and forgets broadcasts that nobody can be waiting for.
 * The returned function stops and waits for the round under way.
 */
export function runJobs(sql: Sql, report: (fault: Fault) => void): () => Promise<void> {
	let round: Promise<void> = Promise.resolve();
	const timer = setInterval(() => {
		round = round.then(() => runOnce(sql)).catch((thrown) => report(faultOf(thrown)));
	}, everyMs).unref();
	return async () => {
		clearInterval(timer);
		await round;
	};
}

async function runOnce(sql: Sql): Promise<void> {
	const [jobs] = await sql`select to_regprocedure('private.run_due_jobs()') is not null as known`;
	if (jobs?.known) await sql`select private.run_due_jobs()`;
	await sql`delete from realtime.messages where inserted_at < now() - interval '3 days'`;
}
