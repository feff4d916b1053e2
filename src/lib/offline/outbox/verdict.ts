import { isRefusalCode, type RefusalCode } from '#lib/errors/refusal.ts';

/** What an attempt that failed means for the operation. */
export type Verdict =
	/** `paced`: the server asked for time, and the network's return changes nothing. */
	| { is: 'later'; paced: boolean }
	| { is: 'sign_in' }
	| { is: 'update' }
	/** The row is there already, but whose? Read it back. */
	| { is: 'verify' }
	| { is: 'refused'; code: RefusalCode };

interface Failure {
	name?: string;
	message?: string;
	code?: string | number;
	status?: number;
	constraint?: string;
	details?: string | null;
	cause?: unknown;
}

const signIn = /^PGRST30[0-3]$/;
const schemaMissing = /^(?:PGRST20[25]|42883|42P01)$/;
const serverBusy = /^(?:PGRST00[0-3]|55P03|(?:08|40|53|57|58|XX)...)$/;
const codeByState: Record<string, RefusalCode> = {
	'23P01': 'dates_taken',
	'23503': 'not_available',
	'23514': 'invalid_value',
	'23502': 'invalid_value',
	'22001': 'too_long',
	'42501': 'not_allowed'
};

/**
 * Judges a failed attempt: by SQLSTATE first, by HTTP status second, since refusals come as 400, 403 and 409 alike.
 * What no rule knows is refused, visibly, when the server understood it, and tried again when it did not.
 */
export function verdictOn(error: unknown): Verdict {
	const failure = originOf(error);
	const state = String(failure.code ?? '');
	const message = failure.message ?? '';
	const status = failure.status ?? 0;

	if (status === 401 || signIn.test(state) || message === 'sign_in_first') return { is: 'sign_in' };
	if (schemaMissing.test(state) || message === 'upgrade_required') return { is: 'update' };
	// A pace, not a no: what a whole day without network piled up is sent more slowly.
	if (message === 'too_fast') return { is: 'later', paced: true };
	if (state === 'P0001' || /^PT4\d\d$/.test(state)) return refused(isRefusalCode(message) ? message : 'not_accepted');
	if (state === '23505') return /_pkey\b/.test(message) ? { is: 'verify' } : refused('already_done');
	if (codeByState[state]) return refused(lengthened(message) ? 'too_long' : codeByState[state]);
	if (/^22...$/.test(state)) return refused('invalid_value');
	if (serverBusy.test(state)) return { is: 'later', paced: false };

	if ([408, 425, 429].includes(status) || status >= 500) return { is: 'later', paced: false };
	if (status === 413) return refused('too_long');
	if (status === 403) return refused('not_allowed');
	if (status >= 400) return refused('not_accepted');
	if (isRefusalCode(message) && message !== 'offline') return refused(message);
	return { is: 'later', paced: false };
}

// A Refusal carries what the database said as its cause: that is what is judged.
function originOf(error: unknown): Failure {
	const failure = (error ?? {}) as Failure;
	return failure.cause && typeof failure.cause === 'object' ? (failure.cause as Failure) : failure;
}

function refused(code: RefusalCode): Verdict {
	return { is: 'refused', code };
}

function lengthened(message: string): boolean {
	return message.includes('_too_long');
}
