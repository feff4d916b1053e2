import { expect, test } from 'vitest';
import {
	agoWords,
	dayWords,
	momentWords,
	nearDayWords,
	soonDateWords,
	soonDayWords,
	spanWords,
	startWords,
	timeWords,
	weekdayWords
} from './words.ts';

const now = Date.parse('2026-11-24T10:00:00Z');

test('days are said in full, the first of the month as it is spoken', () => {
	expect(dayWords('2026-11-28', 'fr')).toBe('samedi 28 novembre');
	expect(dayWords('2026-12-01', 'fr')).toBe('mardi 1er décembre');
	expect(dayWords('2026-12-01', 'en')).toBe('Tuesday 1 December');
	expect(soonDateWords('2027-02-01', 'fr')).toBe('1er février');
	expect(weekdayWords(7, 'fr')).toBe('dimanche');
});

test('a day that is near needs fewer words', () => {
	expect(soonDayWords('2026-11-28', '2026-11-24', 'fr')).toBe('samedi');
	expect(soonDayWords('2026-12-10', '2026-11-24', 'fr')).toBe('jeudi 10');
	expect(soonDayWords('2027-01-14', '2026-11-24', 'fr')).toBe('jeudi 14 janvier');
});

test('a span shares its month when it can', () => {
	expect(spanWords('2026-12-04', '2026-12-06', 'fr')).toBe('4 – 6 décembre');
	expect(spanWords('2026-11-30', '2026-12-01', 'fr')).toBe('30 novembre – 1er décembre');
	expect(spanWords('2026-12-05', '2026-12-05', 'fr')).toBe('samedi 5 décembre');
});

test('a period begins without the month it ends in', () => {
	expect(startWords('2026-12-01', '2026-12-03', 'fr')).toBe('mardi 1er');
	expect(startWords('2026-12-02', '2026-12-03', 'en')).toBe('Wednesday 2');
	expect(startWords('2026-11-30', '2026-12-01', 'fr')).toBe('lundi 30 novembre');
});

test('hours are said without needless zeros', () => {
	expect(timeWords('18:00', 'fr')).toBe('18\u00a0h');
	expect(timeWords('09:05', 'fr')).toBe('9\u00a0h\u00a005');
	expect(timeWords('09:05', 'en')).toBe('09:05');
});

test('a moment is said from where one stands', () => {
	expect(momentWords('2026-11-25T17:00:00Z', now, 'fr')).toBe('demain 18\u00a0h');
	expect(momentWords('2026-11-27T17:00:00Z', now, 'fr')).toBe('vendredi 18\u00a0h');
	expect(momentWords('2026-11-24T17:30:00Z', now, 'en')).toBe('today 18:30');
});

test('the age of something is told in its largest unit', () => {
	expect(agoWords(now - 2 * 3_600_000, now, 'fr')).toBe('il y a 2 heures');
	expect(agoWords(now - 59_000, now, 'en')).toBe('now');
});

test('yesterday, today and tomorrow have names', () => {
	expect(nearDayWords('2026-11-25', '2026-11-24', 'fr')).toBe('demain');
	expect(nearDayWords('2026-11-23', '2026-11-24', 'fr')).toBe('hier');
	expect(nearDayWords('2026-11-27', '2026-11-24', 'fr')).toBe('vendredi');
	expect(nearDayWords('2026-11-22', '2026-11-24', 'fr')).toBe('dimanche 22 novembre');
});

test.each([
	['2026-03-29', '2026-03-28', '2026-03-30', 2],
	['2026-10-25', '2026-10-24', '2026-10-26', 1],
	['2027-03-28', '2027-03-27', '2027-03-29', 2],
	['2027-10-31', '2027-10-30', '2027-11-01', 1]
])('on %s the clocks change, and today is today from midnight to midnight', (day, before, after, hoursAhead) => {
	const at = (on: string, time: string, ahead: number) => Date.parse(`${on}T${time}:00+0${ahead}:00`);
	const [ahead, then] = [3 - hoursAhead, hoursAhead];
	const [begins, ends] = [at(day, '00:00', ahead), at(after, '00:00', then)];
	expect(ends - begins).toBe((ahead < then ? 23 : 25) * 3_600_000);
	for (let now = begins; now < ends; now += 1_800_000) {
		expect(momentWords(at(day, '18:00', then), now, 'fr')).toBe('aujourd’hui 18\u00a0h');
		expect(momentWords(at(after, '18:00', then), now, 'fr')).toBe('demain 18\u00a0h');
		expect(momentWords(at(before, '18:00', ahead), now, 'fr')).toBe('hier 18\u00a0h');
	}
	expect(momentWords(begins, begins - 1, 'fr')).toBe('demain 0\u00a0h');
	expect(momentWords(ends - 1, ends, 'en')).toBe('yesterday 23:59');
});
