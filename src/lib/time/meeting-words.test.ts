import { expect, test } from 'vitest';
import { meetingWords } from './meeting-words.ts';

test('an hour is told as one, some hours with both ends, as the clocks of Paris show them', () => {
	const from = '2026-11-28T09:00:00Z';
	expect(meetingWords(from, '2026-11-28T09:30:00Z', 'fr')).toBe('samedi 28 novembre, 10\u00a0h');
	expect(meetingWords(from, '2026-11-28T11:15:00Z', 'fr')).toBe(
		'samedi 28 novembre, entre 10\u00a0h et 12\u00a0h\u00a015'
	);
	expect(meetingWords(from, '2026-11-28T11:15:00Z', 'en')).toBe('Saturday 28 November, between 10:00 and 12:15');
	expect(meetingWords('2026-10-24T22:00:00Z', '2026-10-24T22:30:00Z', 'fr')).toBe('dimanche 25 octobre, 0\u00a0h');
});
