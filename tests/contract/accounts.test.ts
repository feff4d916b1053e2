import { expect, test } from 'vitest';
import { neighbour, newId, password, visitor } from './support/neighbours.ts';

test('an account opens with a session, and a person appears under its name', async () => {
	const ada = await neighbour('Ada');
	const { data, error } = await ada.client.from('people').select('id, display_name').eq('id', ada.id).single();
	expect(error).toBeNull();
	expect(data).toEqual({ id: ada.id, display_name: 'Ada' });
	expect((await ada.client.auth.getUser()).data.user?.email).toBe(ada.email);
});

test('a wrong password and an unknown address are refused alike', async () => {
	const ada = await neighbour('Ada');
	const wrong = await visitor().auth.signInWithPassword({ email: ada.email, password: 'not-the-right-one' });
	const unknown = await visitor().auth.signInWithPassword({ email: `${newId()}@contract.test`, password });
	for (const { error } of [wrong, unknown]) {
		expect([error?.status, error?.code, error?.message]).toEqual([
			400,
			'invalid_credentials',
			'Invalid login credentials'
		]);
	}
});

test('a taken address and a short password are refused by a code', async () => {
	const ada = await neighbour('Ada');
	const taken = await visitor().auth.signUp({ email: ada.email, password });
	expect(taken.error?.code).toBe('user_already_exists');
	const short = await visitor().auth.signUp({ email: `${newId()}@contract.test`, password: 'short' });
	expect(short.error?.code).toBe('weak_password');
});

test('a session is renewed, and its old refresh token soon worth nothing', async () => {
	const ada = await neighbour('Ada');
	const before = (await ada.client.auth.getSession()).data.session!;
	const { data, error } = await ada.client.auth.refreshSession();
	expect(error).toBeNull();
	expect(data.session?.refresh_token).not.toBe(before.refresh_token);
	expect((await ada.client.auth.getUser()).error).toBeNull();
});

test('signing out everywhere ends every session', async () => {
	const ada = await neighbour('Ada');
	const phone = visitor();
	await phone.auth.signInWithPassword({ email: ada.email, password });
	const { error } = await ada.client.auth.signOut({ scope: 'global' });
	expect(error).toBeNull();
	expect((await phone.auth.refreshSession()).error).not.toBeNull();
	expect((await phone.auth.getUser()).error).not.toBeNull();
});

test('a new password replaces the old one', async () => {
	const ada = await neighbour('Ada');
	const changed = await ada.client.auth.updateUser({ password: 'another-long-one' });
	expect(changed.error).toBeNull();
	expect((await visitor().auth.signInWithPassword({ email: ada.email, password })).error?.code).toBe(
		'invalid_credentials'
	);
	const again = await visitor().auth.signInWithPassword({ email: ada.email, password: 'another-long-one' });
	expect(again.data.user?.id).toBe(ada.id);
});

test('a deleted account takes its tokens with it', async () => {
	const bo = await neighbour('Bo');
	const gone = await bo.client.rpc('delete_my_account');
	expect(gone.error).toBeNull();
	expect((await bo.client.auth.getUser()).error).not.toBeNull();
	const ghost = await bo.client.from('listings').insert({ id: newId(), kind: 'loan', title: 'Fantôme' });
	expect(ghost.error).not.toBeNull();
	expect((await visitor().auth.signInWithPassword({ email: bo.email, password })).error?.code).toBe(
		'invalid_credentials'
	);
});
