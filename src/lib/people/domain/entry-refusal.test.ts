import { describe, expect, test } from 'vitest';
import { entryRefusalFor, tellsWhoIsHere } from './entry-refusal.ts';

describe('entryRefusalFor', () => {
	test.each([
		[{ code: 'invalid_credentials', status: 400 }, 'wrong_password'],
		[{ message: 'Invalid login credentials', status: 400 }, 'wrong_password'],
		[{ code: 'otp_expired', status: 403 }, 'wrong_code'],
		[{ message: 'Token has expired or is invalid', status: 403 }, 'wrong_code'],
		[{ status: 429 }, 'too_many_tries'],
		[{ code: 'over_email_send_rate_limit', status: 400 }, 'too_many_tries'],
		[{ code: 'weak_password', status: 422 }, 'weak_password'],
		[{ message: 'Unable to validate email address: invalid format', status: 400 }, 'bad_email'],
		[{ code: 'something_new', status: 500, message: 'oops' }, 'no_answer']
	])('%j is said as %s', (error, expected) => expect(entryRefusalFor(error)).toBe(expected));
});

test.each([
	[{ code: 'user_already_exists' }, true],
	[{ message: 'Signups not allowed for otp' }, true],
	[{ code: 'invalid_credentials' }, false]
])('%j betrays who has an account: %s', (error, expected) => expect(tellsWhoIsHere(error)).toBe(expected));
