import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isRefusalCode, refusalStatus, type RefusalCode } from '#lib/errors/refusal.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { sentenceFor } from './refusals.ts';
import { locales } from './urls.ts';

const codes = Object.keys(refusalStatus) as RefusalCode[];
const migrations = new URL('../../../supabase/migrations/', import.meta.url);
const messages = new URL('./messages/', import.meta.url);

test.each(locales)('every refusal says why and what next, in %s', (locale) => {
	overwriteGetLocale(() => locale);
	for (const code of codes) {
		const { why, next } = sentenceFor(code);
		expect(why, code).toMatch(/^\p{Lu}.+\.$/su);
		expect(next, code).toMatch(/^\p{Lu}.+\.$/su);
	}
});

test.each(locales)('no two refusals give the same reason, in %s', (locale) => {
	overwriteGetLocale(() => locale);
	expect(new Set(codes.map((code) => sentenceFor(code).why)).size).toBe(codes.length);
});

test('the database refuses only with reasons that the register knows', () => {
	const sql = readdirSync(migrations)
		.map((name) => readFileSync(new URL(name, migrations), 'utf8'))
		.join('\n');
	const tokens = [...sql.matchAll(/\brefuse\(\s*'([^']+)'/g)].map((match) => match[1] ?? '');
	expect(tokens.length).toBeGreaterThan(0);
	expect([...new Set(tokens)].filter((token) => !isRefusalCode(token))).toEqual([]);
});

test('every message exists in every language', () => {
	const areas = new Set(readdirSync(messages).map((name) => name.split('.')[0]));
	for (const area of areas) {
		const [first, ...others] = locales.map((locale) =>
			Object.keys(JSON.parse(readFileSync(new URL(`${area}.${locale}.json`, messages), 'utf8')) as object)
				.filter((key) => key !== '$schema')
				.sort()
		);
		for (const other of others) expect(other, area).toEqual(first);
	}
});

// What is shouted, and what would break a line before its own punctuation.
test('French is typeset as French, and nothing shouts', () => {
	for (const name of readdirSync(messages)) {
		const words = Object.values(JSON.parse(readFileSync(new URL(name, messages), 'utf8')) as Record<string, unknown>)
			.filter((value) => typeof value === 'string')
			.filter((value) => !value.includes('{{'));
		expect(
			words.filter((value) => /!/.test(value)),
			name
		).toEqual([]);
		if (name.endsWith('.fr.json'))
			expect(
				words.filter((value) => / [:;?»]|« |'/.test(value)),
				name
			).toEqual([]);
	}
});
