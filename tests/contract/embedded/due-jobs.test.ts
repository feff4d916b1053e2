/** What a timer calls where the database is elsewhere: `npm run jobs`, before a storage that is played here. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bringUpToDate } from '../../../supabase/embedded/migrations.ts';
import { throwAwayPostgres } from '../../../supabase/embedded/throw-away.ts';
import { runDueJobs } from '../../../supabase/timer/due-jobs.ts';

let database: Awaited<ReturnType<typeof throwAwayPostgres>>;
let sql: Sql;
let storage: Server;
let url: string;
let stumbles = false;
const asked: string[] = [];

beforeAll(async () => {
	database = await throwAwayPostgres();
	sql = postgres(database.url, { max: 2, onnotice: () => {} });
	await bringUpToDate(sql, { seed: false });
	storage = createServer((request, response) => {
		void text(request).then(async (body) => {
			asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
			if (stumbles) return response.writeHead(503).end();
			const { prefixes } = JSON.parse(body) as { prefixes: string[] };
			await sql`delete from storage.objects where bucket_id = 'photos' and name in ${sql(prefixes)}`;
			response.end('[]');
		});
	});
	await new Promise<void>((resolve) => storage.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(storage.address() as AddressInfo).port}`;
});

afterAll(async () => {
	storage?.close();
	await sql?.end();
	await database?.stop();
});

const left = async () =>
	(await sql`select name from private.files_to_erase union all select name from storage.objects`).length;

test('photographs of whoever left are erased through the storage, and asked for again when it stumbles', async () => {
	await sql`insert into storage.objects (bucket_id, name) values ('photos', 'bo/1/a.webp'), ('photos', 'bo/1/b.webp')`;
	await sql`insert into private.files_to_erase (bucket_id, name) select bucket_id, name from storage.objects`;
	stumbles = true;
	await expect(runDueJobs(database.url, { url, secretKey: 'secret' })).rejects.toThrow('storage answered 503');
	expect(await left()).toBe(4);
	stumbles = false;
	expect(await runDueJobs(database.url, { url, secretKey: 'secret' })).toBe(2);
	expect(await left()).toBe(0);
	expect(new Set(asked)).toEqual(new Set(['DELETE /storage/v1/object/photos Bearer secret']));
	expect(await runDueJobs(database.url, { url, secretKey: 'secret' })).toBe(0);
	expect(asked).toHaveLength(2);
});

test('what time brings is done, too', async () => {
	await sql`insert into auth.users (id, email) values (gen_random_uuid(), 'ada@jobs.test')`;
	await sql`insert into public.communes (code, name, slug, population, postcodes, lat, lon)
		values ('35238', 'Rennes', 'rennes', 1, '{35000}', 48.1, -1.7) on conflict do nothing`;
	await sql`
		insert into public.listings (id, owner_id, kind, title, category_slug, commune_code, area_lat, area_lon, status, published_at, expires_at)
		select gen_random_uuid(), p.id, 'loan', 'Perceuse', (select slug from public.categories limit 1), '35238', 48.1, -1.7,
			'published', now() - interval '91 days', now() - interval '1 day'
		from public.people p`;
	await runDueJobs(database.url, { url, secretKey: 'secret' });
	expect(await sql`select status from public.listings`).toEqual([{ status: 'paused' }]);
});
