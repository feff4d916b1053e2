import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { namelessWords, newsWords } from './news-words.ts';

const now = Date.parse('2026-11-24T10:00:00Z');
const drill = { title: 'Perceuse', name: 'Bo', startsAt: '2026-11-24T23:00:00Z', endsAt: '2026-11-26T23:00:00Z' };

test('what happened is said with names and days', () => {
	expect(newsWords('reservation_request', drill, now, 'fr')).toBe('Bo vous fait une demande');
	expect(newsWords('handover_tomorrow', drill, now, 'fr')).toBe('Rappel\u00a0: remise prévue demain');
	expect(newsWords('return_late', drill, now + 3 * 86_400_000, 'en')).toBe(
		'The return was planned yesterday. A word to Bo is often enough'
	);
	expect(newsWords('reservation_cancel', { ...drill, name: '' }, now, 'fr')).toBe('cette personne a annulé');
	expect(newsWords('return_today', { ...drill, endsAt: null }, now, 'fr')).toBe('Rappel\u00a0: retour prévu bientôt');
	expect(namelessWords('waitlist', 'en')).toBe('Waiting list');
});

test('an event of a later version says that there is something', () => {
	expect(newsWords('moon_landed', drill, now, 'fr')).toBe('Il y a du nouveau');
	expect(newsWords('constructor', drill, now, 'fr')).toBe('Il y a du nouveau');
});

test('whatever the database tells has its sentence', () => {
	const folder = new URL('../../../../supabase/migrations/', import.meta.url);
	const chapters = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
	// Words of two parts or more that stand in a call, or in a chapter that makes them up beforehand.
	const told = chapters.flatMap((chapter) =>
		[...chapter.matchAll(/private\.notify\(([^;]*);|v_says text := ([^;]*);|says => '([a-z_]+)'/g)].flatMap(
			([call]) => call.match(/'[a-z]+_[a-z_]+'/g) ?? []
		)
	);
	const reminders = chapters.find((chapter) => chapter.startsWith('-- Reminders'))!;
	told.push(...reminders.match(/'(?:answer|handover|return|listing)_[a-z_]+'/g)!);
	const steps = /reservation_events_action_known check \(action in \(([^)]*)\)/.exec(chapters.join('\n'))![1]!;
	const taken = steps.match(/[a-z_]+/g)!.filter((step) => step !== 'settle_loss');
	told.push(...taken.map((step) => `'reservation_${step}'`));
	told.push(...['proposed', 'agreed', 'declined', 'cancelled'].map((answer) => `'appointment_${answer}'`));
	told.push(...['full', 'empty', 'dirty', 'closed'].map((state) => `'place_${state}'`));
	expect(told.length).toBeGreaterThan(40);
	const untold = told.filter((says) => newsWords(says.slice(1, -1), drill, now, 'fr') === 'Il y a du nouveau');
	expect(untold.filter((says) => !says.endsWith("_'"))).toEqual([]);
});
