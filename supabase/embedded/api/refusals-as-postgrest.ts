import type { PostgresConnection } from '@supabase/lite/postgres';

/** What PostgreSQL said, as the driver throws it. */
interface DatabaseError {
	code: string;
	message: string;
	detail?: string;
	hint?: string;
}

/** SQLSTATEs that `@supabase/lite` already answers as PostgREST does. */
const answeredRight = /^(?:PGRST|PT|42|22|21|53|55|23502|23503|23505|25006)/;

/** Classes that are the server's fault, by PostgREST's table. Everything unnamed is 400, as there. */
const statusByPrefix: [prefix: string, status: number][] = [
	['P0001', 400],
	['57P01', 503],
	['08', 503],
	['0L', 403],
	['0P', 403],
	['28', 403],
	['09', 500],
	['25', 500],
	['2D', 500],
	['38', 500],
	['39', 500],
	['3B', 500],
	['40', 500],
	['54', 500],
	['57', 500],
	['58', 500],
	['F0', 500],
	['HV', 500],
	['P0', 500],
	['XX', 500]
];

/**
 * Answers a broken constraint (23P01, 23514) and a refusal (P0001) with PostgREST's status, code and message, where
 * `@supabase/lite` would answer 500 `SUP`.
 */
export function answerRefusalsAsPostgrest(connection: PostgresConnection): void {
	const normalise = connection.normalizeDbError.bind(connection);
	connection.normalizeDbError = (error) => {
		const known = normalise(error);
		if (isUnreachable(known)) return raised(503, { code: 'PGRST000', message: 'Could not connect with the database' });
		return isDatabaseError(known) && !answeredRight.test(known.code) ? asRaised(known) : known;
	};
}

/** The HTTP status PostgREST gives to a SQLSTATE. */
export function statusOf(code: string): number {
	return statusByPrefix.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 400;
}

/** A database error with PostgREST's status. */
function asRaised(error: DatabaseError) {
	return raised(statusOf(error.code), error);
}

/** An error dressed as `raise sqlstate 'PGRST'`, the one form in which status and body are both ours to say. */
function raised(status: number, { code, message, detail, hint }: DatabaseError) {
	return {
		code: 'PGRST',
		message: JSON.stringify({ code, message, details: detail ?? null, hint: hint ?? null }),
		detail: JSON.stringify({ status, headers: {} })
	};
}

/** The driver's own errors, of a connection that is not there. */
function isUnreachable(error: unknown): boolean {
	const { code } = (error ?? {}) as { code?: unknown };
	return typeof code === 'string' && /^(?:CONNECT|ECONN)/.test(code);
}

function isDatabaseError(error: unknown): error is DatabaseError {
	const { code, message } = (error ?? {}) as Partial<DatabaseError>;
	return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && typeof message === 'string';
}
