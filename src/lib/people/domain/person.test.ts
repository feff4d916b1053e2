import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { emailProblem, missingToJoin, shortestPassword } from './person.ts';

test.each([
	['ada@demo.test', null],
	['  ada@demo.test ', null],
	['', 'email_missing'],
	['ada', 'email_no_at'],
	['ada@', 'email_no_at'],
	['ada demo@x.fr', 'email_no_at'],
	['ada@exemple', 'email_no_end'],
	['ada@exemple.', 'email_no_end']
])('%j: %s', (email, expected) => expect(emailProblem(email)).toBe(expected));

test('a complete form lacks nothing', () => {
	const asked = { name: 'Ada', email: 'ada@demo.test', password: 'passerelle', agreed: true };
	expect(missingToJoin(asked)).toEqual({});
});

test('each missing line is named', () => {
	expect(missingToJoin({ name: ' ', email: 'x', password: 'court', agreed: false })).toEqual({
		name: 'name_missing',
		email: 'email_no_at',
		password: 'password_short',
		agreed: 'not_agreed'
	});
});

test('the page asks for as long a password as every backend of ours does', () => {
	const embedded = readFileSync('supabase/embedded/api/lite.ts', 'utf8');
	const hosted = readFileSync('supabase/config.toml', 'utf8');
	expect(embedded).toContain(`minimum_password_length: ${shortestPassword},`);
	expect(hosted).toContain(`minimum_password_length = ${shortestPassword}\n`);
});
