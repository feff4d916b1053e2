import { expect, inject, test } from 'vitest';
import { neighbour, newId, password, visitor } from '../support/neighbours.ts';

interface Letter {
	to: string;
	code: string;
	link: string;
	text: string;
}

test('a code signs in, once', async () => {
	const ada = await neighbour('Ada');
	const phone = visitor();
	expect((await phone.auth.signInWithOtp({ email: ada.email, options: { shouldCreateUser: false } })).error).toBeNull();
	const { code, text } = await lastLetterTo(ada.email);
	expect(code).toMatch(/^\d{6}$/);
	expect(text).toContain('Pour vous connecter');
	expect(text).toContain('To sign in');
	const { data, error } = await phone.auth.verifyOtp({ email: ada.email, token: code, type: 'email' });
	expect([error, data.user?.id]).toEqual([null, ada.id]);
	const again = await visitor().auth.verifyOtp({ email: ada.email, token: code, type: 'email' });
	expect(again.error?.code).toBe('otp_expired');
});

test('a code opens an account where there was none', async () => {
	const email = `${newId()}@contract.test`;
	await visitor().auth.signInWithOtp({ email });
	const phone = visitor();
	const { data, error } = await phone.auth.verifyOtp({ email, token: (await lastLetterTo(email)).code, type: 'email' });
	expect([error, data.user?.email]).toEqual([null, email]);
	expect((await phone.from('people').select('id').eq('id', data.user!.id)).data).toHaveLength(1);
});

test('a forgotten password is replaced by a code', async () => {
	const ada = await neighbour('Ada');
	await visitor().auth.resetPasswordForEmail(ada.email);
	const phone = visitor();
	const token = (await lastLetterTo(ada.email)).code;
	expect((await phone.auth.verifyOtp({ email: ada.email, token, type: 'recovery' })).error).toBeNull();
	expect((await phone.auth.updateUser({ password: 'the-new-long-one' })).error).toBeNull();
	expect((await visitor().auth.signInWithPassword({ email: ada.email, password })).error?.code).toBe(
		'invalid_credentials'
	);
	expect(
		(await visitor().auth.signInWithPassword({ email: ada.email, password: 'the-new-long-one' })).error
	).toBeNull();
});

test('or by a link, which leads where the app asked, and nowhere else', async () => {
	const ada = await neighbour('Ada');
	const redirectTo = `${inject('url').replace('127.0.0.1', 'localhost')}/nouveau-mot-de-passe`;
	await visitor().auth.resetPasswordForEmail(ada.email, { redirectTo });
	const here = await follow((await lastLetterTo(ada.email)).link);
	expect(here.startsWith(`${redirectTo}#access_token=`)).toBe(true);
	expect(here).toContain('type=recovery');

	await visitor().auth.resetPasswordForEmail(ada.email, { redirectTo: 'https://evil.example/' });
	expect(await follow((await lastLetterTo(ada.email)).link)).not.toContain('evil.example');
});

test('whoever has no account is answered alike, and gets no mail', async () => {
	const email = `${newId()}@contract.test`;
	const known = await neighbour('Ada');
	for (const to of [email, known.email]) {
		expect((await visitor().auth.resetPasswordForEmail(to)).error).toBeNull();
	}
	expect((await letters()).map(({ to }) => to)).not.toContain(email);
});

test('the page of mails is plain, and for this machine alone', async () => {
	const page = await fetch(`${inject('url')}/dev/mail`);
	expect(page.status).toBe(200);
	expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
	expect(await page.text()).toContain('<h1>');
	const elsewhere: Record<string, string>[] = [{ host: 'evil.example' }, { 'x-forwarded-for': '203.0.113.9' }];
	for (const headers of elsewhere) {
		expect((await rawGet('/dev/mail.json', headers)).status).toBe(404);
	}
});

async function letters(): Promise<Letter[]> {
	return (await (await fetch(`${inject('url')}/dev/mail.json`)).json()) as Letter[];
}

async function lastLetterTo(email: string): Promise<Letter> {
	const letter = (await letters()).find(({ to }) => to === email);
	if (!letter) throw new Error(`no mail to ${email}`);
	return letter;
}

async function follow(link: string): Promise<string> {
	const here = link.replace(/^http:\/\/localhost:/, 'http://127.0.0.1:');
	return (await fetch(here, { redirect: 'manual' })).headers.get('location') ?? '';
}

/** `fetch` would not let us name another host. */
async function rawGet(path: string, headers: Record<string, string>): Promise<{ status: number }> {
	const { request } = await import('node:http');
	return new Promise((resolve, reject) => {
		const asked = request(inject('url') + path, { headers }, (answer) => {
			answer.resume();
			resolve({ status: answer.statusCode ?? 0 });
		});
		asked.on('error', reject).end();
	});
}
