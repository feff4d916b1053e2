import type { Sql } from 'postgres';
import { deliverLetters, type Post } from '../letters/deliver.ts';
import { faultOf, type Fault } from './api/scrubbed-errors.ts';
import { eraseAsked, eraseOrphans } from './storage/erasing.ts';
import type { PhotoFiles } from './storage/files.ts';

const minuteMs = 60_000;

interface Wiring {
	sql: Sql;
	files: PhotoFiles;
	/** Takes a mail that is to leave. */
	post: Post;
	/** Where links in mails lead. */
	site: string;
	report: (fault: Fault) => void;
}

/**
 * Does at once and each minute what time brings (`private.run_due_jobs()`), sends its letters and erases what is asked; each
 * hour, forgets broadcasts that nobody can be waiting for and files that nothing names.
 * The returned function stops and waits for what is under way.
 */
export function runJobs({ sql, files, post, site, report }: Wiring): () => Promise<void> {
	const stops = [
		repeat(minuteMs, report, async () => {
			await runDueJobs(sql);
			await eraseAsked(sql, files);
			await deliverLetters(sql, post, site);
		}),
		repeat(60 * minuteMs, report, async () => {
			await sql`delete from realtime.messages where inserted_at < now() - interval '3 days'`;
			await eraseOrphans(sql, files);
		})
	];
	return async () => {
		await Promise.all(stops.map((stop) => stop()));
	};
}

/** Never two rounds of the same work at once, and no round is the last because one failed. */
function repeat(everyMs: number, report: (fault: Fault) => void, work: () => Promise<void>): () => Promise<void> {
	const attempt = () => work().catch((thrown) => report(faultOf(thrown)));
	let round = attempt();
	const timer = setInterval(() => (round = round.then(attempt)), everyMs).unref();
	return async () => {
		clearInterval(timer);
		await round;
	};
}

async function runDueJobs(sql: Sql): Promise<void> {
	const [jobs] = await sql`select to_regprocedure('private.run_due_jobs()') is not null as known`;
	if (jobs?.known) await sql`select private.run_due_jobs()`;
}
