import { expect, test } from 'vitest';
import { choicesIn, usualChoices } from './mail-choices.ts';

test('what was not chosen, or is no choice, is as usual', () => {
	expect(choicesIn({ address: null, mail_review: 'never', mail_message: 'often', mail_exchange: 'never' })).toEqual({
		...usualChoices,
		review: 'never'
	});
});
