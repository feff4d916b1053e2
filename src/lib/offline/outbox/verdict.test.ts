import { expect, test } from 'vitest';
import { answer } from '#lib/database/answer.ts';
import { PhotoRefused } from '#lib/database/resident.ts';
import { verdictOn, type Verdict } from './verdict.ts';

const later: Verdict = { is: 'later', paced: false };
const refused = (code: string) => ({ is: 'refused', code });

/** As `data` throws it: through the one throat, with the status of the answer. */
function thrown(code: string, status: number, message = 'words'): unknown {
	try {
		answer({ data: null, error: { code, message }, status });
	} catch (error) {
		return error;
	}
	throw new Error('nothing was thrown');
}

test.each([
	['no network', thrown('', 0, 'TypeError: fetch failed'), later],
	['no network in Firefox', thrown('', 0, 'TypeError: NetworkError when attempting to fetch resource.'), later],
	['20 seconds without an answer', thrown('', 0, 'AbortError: This operation was aborted'), later],
	['a photograph without network', new TypeError('Failed to fetch'), later],
	...[408, 425, 429, 500, 502, 503, 504].map((status) => [`status ${status}`, thrown('', status), later] as const),
	...['08006', '40001', '40P01', '53300', '57014', '57P01', '58030', 'XX000', '55P03'].map(
		(state) => [`state ${state}`, thrown(state, 500), later] as const
	),
	...['PGRST000', 'PGRST001', 'PGRST002', 'PGRST003'].map((code) => [code, thrown(code, 503), later] as const),
	['a busy state with a status of refusal', thrown('40001', 400), later],

	['no token', thrown('', 401), { is: 'sign_in' }],
	...['PGRST300', 'PGRST301', 'PGRST302', 'PGRST303'].map(
		(code) => [code, thrown(code, 401), { is: 'sign_in' }] as const
	),
	['row security without a token', thrown('42501', 401), { is: 'sign_in' }],
	['row security with a token', thrown('42501', 403), refused('not_allowed')],
	['sign in first', thrown('P0001', 400, 'sign_in_first'), { is: 'sign_in' }],

	...['PGRST202', 'PGRST205', '42883', '42P01'].map((code) => [code, thrown(code, 404), { is: 'update' }] as const),
	['an app too old', thrown('P0001', 400, 'upgrade_required'), { is: 'update' }],

	['dates taken by exclusion', thrown('23P01', 409), refused('dates_taken')],
	['a row that is gone', thrown('23503', 409), refused('not_available')],
	['a broken check', thrown('23514', 400), refused('invalid_value')],
	['a text too long by its check', thrown('23514', 400, 'violates "about_too_long"'), refused('too_long')],
	['a missing value', thrown('23502', 400), refused('invalid_value')],
	['a value out of range', thrown('22003', 400), refused('invalid_value')],
	['a text too long', thrown('22001', 400), refused('too_long')],
	['a refusal by its token', thrown('P0001', 400, 'dates_taken'), refused('dates_taken')],
	['a refusal by PostgREST’s own codes', thrown('PT409', 409, 'wrong_state'), refused('wrong_state')],
	['a refusal this version does not know', thrown('P0001', 400, 'brand_new_reason'), refused('not_accepted')],
	['a pace', thrown('P0001', 400, 'too_fast'), { is: 'later', paced: true }],
	['too large', thrown('', 413), refused('too_long')],
	['a photograph too large', new PhotoRefused(413, 'Payload too large'), refused('too_long')],
	['a photograph of somebody else’s listing', new PhotoRefused(403, 'row-level security'), refused('not_allowed')],
	['a photograph that is none', new PhotoRefused(415, 'invalid mime type'), refused('not_accepted')],
	['a status nobody thought of', thrown('', 418), refused('not_accepted')],
	['a code nobody thought of', thrown('PGRST999', 400), refused('not_accepted')],

	['a row that is there already', thrown('23505', 409, 'violates "messages_pkey"'), { is: 'verify' }],
	['another row in its place', thrown('23505', 409, 'violates "people_name_unique"'), refused('already_done')],
	['a mistake of ours', new TypeError('x is undefined'), later]
] as [string, unknown, Verdict][])('%s', (_, error, verdict) => {
	expect(verdictOn(error)).toEqual(verdict);
});
