import type { PostgresConnection } from '@supabase/lite/postgres';
import { expect, test } from 'vitest';
import { answerRefusalsAsPostgrest, statusOf } from './refusals-as-postgrest.ts';

function normalised(error: object) {
	const connection = { normalizeDbError: (thrown: unknown) => thrown } as PostgresConnection;
	answerRefusalsAsPostgrest(connection);
	return connection.normalizeDbError(error) as { code: string; message: string; detail: string };
}

test.each([
	['P0001', 'dates_taken', 400],
	['23514', 'new row violates', 400],
	['23P01', 'conflicting key value', 400],
	['57014', 'canceling statement', 500],
	['40P01', 'deadlock detected', 500]
])('%s keeps its code and message, with PostgREST’s status', (code, message, status) => {
	const raised = normalised({ code, message, detail: 'more', query: 'insert into secrets' });
	expect(raised.code).toBe('PGRST');
	expect(JSON.parse(raised.message)).toEqual({ code, message, details: 'more', hint: null });
	expect(JSON.parse(raised.detail)).toEqual({ status, headers: {} });
	expect(JSON.stringify(raised)).not.toContain('insert into');
});

test.each(['42501', '23505', '23503', '22P02', '42883', 'PT409', 'PGRST'])('%s is left as it is', (code) => {
	const error = { code, message: 'as said' };
	expect(normalised(error)).toBe(error);
});

test.each(['CONNECTION_CLOSED', 'CONNECT_TIMEOUT', 'ECONNREFUSED'])('%s is a 503, without the address', (code) => {
	const raised = normalised({ code, message: `write ${code} 127.0.0.1:40321` });
	expect(JSON.parse(raised.detail)).toEqual({ status: 503, headers: {} });
	expect(raised.message).not.toContain('127.0.0.1');
});

test('what is no database error is left as it is', () => {
	const fault = new Error('socket');
	expect(normalised(fault)).toBe(fault);
});

test('statuses follow PostgREST’s table', () => {
	expect(['08006', '28000', '0P000', 'XX000', '23001', '99999'].map(statusOf)).toEqual([503, 403, 403, 500, 400, 400]);
});
