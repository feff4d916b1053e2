/**
 * The faults of `@supabase/lite` that we mend, each shown on the library as it comes. When one of these goes red after
 * an update, its fault is gone: delete the file named beside it, and the test.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openBareLite, type BareLite } from '../support/bare-lite.ts';
import { newId } from '../support/neighbours.ts';
import { asWebp, photo } from '../support/photo.ts';

let lite: BareLite;
let folder: string;
let ada: Awaited<ReturnType<BareLite['signUp']>>;
const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'passerelle-bare-'));
	lite = await openBareLite(folder);
	await lite.sql`create table public.scratch (id int primary key, short text check (length(short) < 5), data jsonb)`;
	await lite.sql`grant select, insert (id, short, data) on public.scratch to anon, authenticated`;
	ada = await lite.signUp('ada');
});

afterAll(async () => {
	await lite.close();
	await rm(folder, { recursive: true, force: true });
});

test('its first request grants everything: api/grants-untouched.ts', async () => {
	await lite.client().from('communes').select('code').limit(1);
	const [grant] =
		await lite.sql`select has_column_privilege('authenticated', 'public.listings', 'status', 'update') as yes`;
	expect(grant).toEqual({ yes: true });
});

test('a refusal and a broken constraint answer 500: api/refusals-as-postgrest.ts', async () => {
	const refused = await ada.client.rpc('advance_listing', { listing_id: newId(), action: 'publish', op_id: newId() });
	expect([refused.status, refused.error?.code]).toEqual([500, 'SUP']);
	const broken = await ada.client.from('scratch').insert({ id: 1, short: 'too long' });
	expect([broken.status, broken.error?.code]).toEqual([500, 'SUP']);
});

test('jsonb is stored as a string: api/jsonb-once.ts', async () => {
	const [account] =
		await lite.sql`select jsonb_typeof(raw_user_meta_data) as type from auth.users where id = ${ada.id}`;
	expect(account).toEqual({ type: 'string' });
});

test('a function’s moments are not ISO: api/iso-times.ts', async () => {
	await lite.sql`create function public.moments() returns table (at timestamptz) language sql stable as 'select now()'`;
	await lite.sql`grant execute on function public.moments() to anon`;
	await lite.app.connection.clearSchemaCache?.();
	const { data } = await lite.client().rpc('moments');
	expect(data[0].at).not.toContain('T');
});

test('what people wrote is printed with the error: api/scrubbed-errors.ts', async () => {
	printed.mockClear();
	await ada.client.from('scratch').insert({ id: 3, short: 'my phone is 0600000000' });
	expect(JSON.stringify(printed.mock.calls.map(([error]) => ({ ...error })))).toContain('0600000000');
});

test('administration is routed: api/closed-doors.ts', async () => {
	const answer = await lite.app.fetch(new Request('http://localhost/_system/info'));
	expect(answer.status).not.toBe(404);
});

test('codes of type `email` are refused: auth/otp-type-email.ts', async () => {
	await lite.client().auth.signInWithOtp({ email: 'ada@bare.test' });
	const mail = lite.mail.messages.get('ada@bare.test')?.at(-1);
	const token = mail?.text?.match(/\d{6}/)?.[0] ?? '';
	const { error } = await lite.client().auth.verifyOtp({ email: 'ada@bare.test', token, type: 'email' });
	expect(error?.message).toBe('Invalid email verification type');
});

test('where a mail should lead is forgotten: auth/asked-redirect.ts', async () => {
	const redirectTo = 'http://localhost:4173/new-password';
	await lite.client().auth.resetPasswordForEmail('ada@bare.test', { redirectTo });
	expect(lite.mail.messages.get('ada@bare.test')?.at(-1)?.text).not.toContain(encodeURIComponent(redirectTo));
});

test('attempts are not counted: auth/limiter.ts', async () => {
	const guesses = await Promise.all(
		Array.from({ length: 30 }, () =>
			lite.client().auth.verifyOtp({ email: 'ada@bare.test', token: '000000', type: 'magiclink' })
		)
	);
	expect(guesses.filter(({ error }) => error?.status === 429)).toEqual([]);
});

test('an ended session still writes: auth/ended-sessions.ts', async () => {
	const bo = await lite.signUp('bo');
	const { data } = await bo.client.auth.getSession();
	await bo.client.auth.signOut({ scope: 'global' });
	const request = new Request('http://localhost/rest/v1/scratch', {
		method: 'POST',
		headers: { ...headersOf(data.session!.access_token), 'content-type': 'application/json' },
		body: '{"id": 4}'
	});
	expect((await lite.app.fetch(request)).status).toBe(201);
});

test('signed addresses have another shape: storage/signed-urls.ts', async () => {
	const path = await newPath();
	const { error } = await photos().upload(path, photo, { contentType: 'image/webp' });
	expect(error).toBeNull();
	expect((await photos().createSignedUrl(path, 60)).data?.signedUrl).toContain('undefined');
	expect((await photos().createSignedUrls([path], 60)).error).not.toBeNull();
});

test('the file in a browser’s form is not found, and any bytes called WebP are kept: storage/photos-only.ts', async () => {
	const inForm = await photos().upload(await newPath(), asWebp(photo));
	expect(inForm.error?.message).toBe('Missing file in multipart upload');
	const drawing = await photos().upload(await newPath(), Buffer.from('<svg/>'), { contentType: 'image/webp' });
	expect(drawing.error).toBeNull();
});

test('there are no live channels: realtime/', async () => {
	const answer = await lite.app.fetch(new Request('http://localhost/realtime/v1/websocket'));
	expect(answer.headers.get('content-type')).toContain('text/html'); // its studio's page
});

const photos = () => ada.client.storage.from('photos');

async function newPath(): Promise<string> {
	const listing = newId();
	await ada.client.from('listings').insert({ id: listing, kind: 'loan', title: 'Perceuse' });
	return `${ada.id}/${listing}/photo.webp`;
}

function headersOf(token: string): Record<string, string> {
	return { apikey: 'sb_publishable_aaaaaaaaaaaaaaaaaaaaaa_aaaaaaaa', authorization: `Bearer ${token}` };
}
