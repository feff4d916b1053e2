import { afterEach, expect, test, vi } from 'vitest';
import { Refusal } from '#lib/errors/refusal.ts';
import { operation } from '#lib/offline/outbox/operation.samples.ts';
import { orKept, withRequests } from './kept-exchange.ts';

afterEach(() => vi.unstubAllGlobals());

const asked = operation(1, 'conv:loan', {
	id: 'loan',
	kind: 'reservations.request',
	payload: { listingId: 'drill', startsAt: '2026-12-01T23:00:00.000Z', endsAt: '2026-12-03T23:00:00.000Z', note: '' }
});

test('a request that is unsent stands among exchanges, until the database has it', () => {
	const drawn = withRequests([], [asked, operation(2, 'conv:loan')], 'bo', new Map());
	expect(drawn).toMatchObject([{ id: 'loan', state: 'requested', borrower: { id: 'bo' }, listing: { id: 'drill' } }]);
	expect(withRequests(drawn, [asked], 'bo', new Map())).toBe(drawn);
});

test('what is kept stands in for what nobody can be asked about, and for nothing else', async () => {
	vi.stubGlobal('navigator', { onLine: true });
	const kept = async () => 'kept';
	const refused = (code: 'offline' | 'not_found' | 'not_allowed') => () => Promise.reject<never>(new Refusal(code));
	expect((await orKept<string>(refused('offline'), kept)).value).toBe('kept');
	expect((await orKept<string>(refused('not_found'), kept)).value).toBe('kept');
	await expect(orKept<string>(refused('not_allowed'), kept)).rejects.toThrow('not_allowed');
	await expect(orKept<string>(refused('offline'), async () => null)).rejects.toThrow('offline');
	vi.stubGlobal('navigator', { onLine: false });
	expect((await orKept<string>(() => new Promise(() => {}), kept)).value).toBe('kept');
});
