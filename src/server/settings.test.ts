import { expect, test } from 'vitest';
import { settingsOf, siteOf } from './settings.ts';

test('without variables it is a demo on loopback', () => {
	const settings = settingsOf({});
	expect(settings).toEqual({
		port: 4173,
		host: '127.0.0.1',
		dataDir: '.data',
		databaseUrl: undefined,
		supabase: null,
		demo: true,
		limits: true,
		origin: undefined
	});
	expect(siteOf(settings)).toBe('http://localhost:4173');
});

test('DEMO=0 and AUTH_LIMITS=off are heard', () => {
	expect(settingsOf({ DEMO: '0', AUTH_LIMITS: 'off' })).toMatchObject({ demo: false, limits: false });
});

test('another Supabase needs both its address and its key', () => {
	const url = 'https://example.supabase.co';
	expect(() => settingsOf({ PUBLIC_SUPABASE_URL: url })).toThrow('PUBLIC_SUPABASE_PUBLISHABLE_KEY');
	const both = settingsOf({ PUBLIC_SUPABASE_URL: url, PUBLIC_SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_x' });
	expect(both.supabase).toEqual({ url, publishableKey: 'sb_publishable_x' });
});

test('a port that is none is named', () => {
	expect(() => settingsOf({ PORT: 'four' })).toThrow(/PORT.: four/);
});
