import { isOffline } from '#lib/offline/network.ts';
import { isRefusalCode, Refusal, type RefusalCode } from '#lib/errors/refusal.ts';

/** What PostgREST says when it does not answer with rows. */
export interface DatabaseError {
	message: string;
	code?: string;
	details?: string | null;
	/** HTTP status of the answer; 0 when there was none. */
	status?: number;
}

interface Answered {
	status?: number;
}

/** SQLSTATEs that a person should read about, whatever the words. */
const refusalByState: Record<string, RefusalCode> = {
	'42501': 'not_allowed',
	'22001': 'too_long',
	'23514': 'invalid_value',
	'22P02': 'invalid_value',
	PGRST301: 'sign_in_first',
	PGRST303: 'sign_in_first'
};

/**
 * Unwraps an answer of the database. Every query goes through here, so errors keep one shape.
 * @throws {Refusal} when the database said no for a reason a person should read, or could not be reached (`offline`)
 * @throws the original error for any other failure
 */
export function answer<T>(
	response: Answered & ({ data: T; error: null } | { data: unknown; error: DatabaseError })
): T {
	if (!response.error) return response.data as T;
	const error = Object.assign(response.error, { status: response.status });
	throw refusalIn(error) ?? error;
}

function refusalIn(error: DatabaseError): Refusal | undefined {
	if (isRefusalCode(error.message)) return new Refusal(error.message, error);
	// Constraints on length are named for it; their text never reaches a person.
	if (error.code === '23514' && error.message.includes('_too_long')) return new Refusal('too_long', error);
	const code = refusalByState[error.code ?? ''];
	if (code) return new Refusal(code, error);
	return isOffline(error) ? new Refusal('offline', error) : undefined;
}
