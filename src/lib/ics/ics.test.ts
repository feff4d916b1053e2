import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { addDays, dayOf } from '#lib/time/paris.ts';
import { calendarFile, type Entry } from './ics.ts';

const loan: Entry = {
	uid: '019ac000-0000-7000-8000-000000000001',
	title: 'Remise : Perceuse',
	startsAt: '2026-11-28T09:00:00.000Z',
	endsAt: '2026-11-28T11:00:00.000Z',
	day: null,
	cancelled: false,
	sequence: 0,
	changedAt: '2026-11-26T19:00:00.000Z'
};

function read(file: string) {
	const calendar = new ICAL.Component(ICAL.parse(file) as unknown as string[]);
	return calendar.getAllSubcomponents('vevent').map((component) => {
		const event = new ICAL.Event(component);
		return {
			uid: event.uid,
			title: event.summary,
			place: event.location,
			from: event.startDate.isDate ? event.startDate.toString() : event.startDate.toJSDate().toISOString(),
			until: event.startDate.isDate ? null : event.endDate.toJSDate().toISOString(),
			days: event.duration.toSeconds() / 86_400,
			sequence: event.sequence,
			status: component.getFirstPropertyValue('status'),
			stamp: (component.getFirstPropertyValue('dtstamp') as ICAL.Time).toJSDate().toISOString()
		};
	});
}

test('an entry is read back by a calendar as it was meant', () => {
	const file = calendarFile('Passerelle', [{ ...loan, place: 'Chez Ada', sequence: 2 }], 'fr');
	expect(read(file)).toEqual([
		{
			uid: `${loan.uid}@passerelle`,
			title: loan.title,
			place: 'Chez Ada',
			from: loan.startsAt,
			until: loan.endsAt,
			days: 2 / 24,
			sequence: 2,
			status: 'CONFIRMED',
			stamp: loan.changedAt
		}
	]);
});

test('what was cancelled keeps its name, one further on', () => {
	const [before] = read(calendarFile('Passerelle', [loan], 'fr'));
	const [after] = read(calendarFile('Passerelle', [{ ...loan, cancelled: true, sequence: loan.sequence + 1 }], 'fr'));
	expect(after).toEqual({ ...before, status: 'CANCELLED', sequence: before!.sequence + 1 });
});

describe('whatever is written', () => {
	const text = fc.string({
		unit: fc.constantFrom('a', 'é', '😀', ' ', ',', ';', '\\', ':', '"', '\n', 'n'),
		minLength: 1,
		maxLength: 90
	});

	test('words come out as they went in, and no line is longer than 75 octets', () => {
		fc.assert(
			fc.property(text, text, (title, place) => {
				const file = calendarFile('Passerelle', [{ ...loan, title, place }], 'fr');
				const [entry] = read(file);
				expect([entry!.title, entry!.place]).toEqual([title, place]);
				expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
				for (const line of file.split('\r\n')) {
					expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
					expect(line).not.toMatch(/[\r\n]/);
				}
			})
		);
	});

	test('hours and days are the same again, on the nights the clocks change as well', () => {
		const changes = ['2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31', '2028-03-26', '2030-10-27'];
		const near = fc.tuple(
			fc.constantFrom(...changes),
			fc.integer({ min: -30, max: 30 }),
			fc.integer({ min: 1, max: 30 })
		);
		fc.assert(
			fc.property(near, ([change, hours, long]) => {
				const startsAt = new Date(Date.parse(change) + hours * 3_600_000).toISOString();
				const endsAt = new Date(Date.parse(startsAt) + long * 1_800_000).toISOString();
				const day = dayOf(startsAt);
				const [hour, whole] = read(
					calendarFile(
						'',
						[
							{ ...loan, startsAt, endsAt },
							{ ...loan, startsAt, endsAt, day }
						],
						'fr'
					)
				);
				expect([hour!.from, hour!.until]).toEqual([startsAt, endsAt]);
				expect([whole!.from, whole!.days, addDays(day, 1)]).toEqual([day, 1, addDays(whole!.from, 1)]);
			})
		);
	});
});
