import postgres, { type Sql } from 'postgres';
import { deliverLetters } from '../letters/deliver.ts';
import { openSmtp } from '../letters/smtp.ts';

/** A Supabase elsewhere, with the key that may erase from its storage. */
export interface Storage {
	url: string;
	secretKey: string;
}

/** A mail server, and where links in its mails lead. */
export interface Sender {
	/** `smtps://user:password@host` */
	smtpUrl: string;
	/** "Passerelle <bonjour@passerelle.example>" */
	from: string;
	site: string;
}

interface File {
	bucket_id: string;
	name: string;
}

/** How many files the Storage API is asked to erase at once; it takes up to a thousand. */
const most = 100;

/**
 * What each minute brings to a database that no embedded server looks after: `private.run_due_jobs()`, the letters it
 * wrote when there is a mail server, and the photographs of those who left, erased through the Storage API. Answers how
 * many files are gone.
 * @throws when the database or the storage refuses; what was not done is done the next time
 */
export async function runDueJobs(databaseUrl: string, storage: Storage, sender: Sender | null = null): Promise<number> {
	const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
	try {
		await sql`select private.run_due_jobs()`;
		const gone = await eraseFiles(sql, storage);
		if (sender) await deliver(sql, sender);
		return gone;
	} finally {
		await sql.end();
	}
}

async function deliver(sql: Sql, { smtpUrl, from, site }: Sender): Promise<void> {
	const smtp = openSmtp(smtpUrl, from);
	try {
		await deliverLetters(sql, smtp.post, site);
	} finally {
		smtp.close();
	}
}

async function eraseFiles(sql: Sql, storage: Storage): Promise<number> {
	const asked = await sql<File[]>`select bucket_id, name from private.files_to_erase order by asked_at limit ${most}`;
	for (const bucket of new Set(asked.map((file) => file.bucket_id))) {
		await erase(
			storage,
			bucket,
			asked.filter((file) => file.bucket_id === bucket).map((file) => file.name)
		);
	}
	// The row goes with the bytes: what still has one is asked for again.
	const gone = await sql`
		delete from private.files_to_erase f
		where not exists (select from storage.objects o where o.bucket_id = f.bucket_id and o.name = f.name)
		returning 1`;
	return gone.length;
}

async function erase({ url, secretKey }: Storage, bucket: string, prefixes: string[]): Promise<void> {
	const answer = await fetch(`${url}/storage/v1/object/${bucket}`, {
		method: 'DELETE',
		headers: { apikey: secretKey, authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
		body: JSON.stringify({ prefixes })
	});
	if (!answer.ok) throw new Error(`storage answered ${answer.status}`);
	await answer.body?.cancel();
}
