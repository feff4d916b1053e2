import { expect, test } from 'vitest';
import { operation } from '#lib/offline/outbox/operation.samples.ts';
import { nothingSeen } from '#lib/reservations/domain/condition.ts';
import { withKeptReports } from './with-kept-reports.ts';

const payload = {
	reservationId: 'loan',
	personId: 'bo',
	moment: 'return',
	facts: { ...nothingSeen(), clean: true },
	note: 'Bien',
	photos: [{ name: 'p', width: 8, height: 6 }]
};
const noted = operation(1, 'conv:loan', { id: 'seen', kind: 'reservations.condition', payload });

test('what was noted without network stands among the reports, with its photographs, until the database has it', () => {
	const drawn = withKeptReports([], [noted], 'loan', 'bo');
	expect(drawn).toMatchObject([
		{ id: 'seen', authorId: 'bo', facts: { clean: true }, photos: [{ path: 'bo/loan/p.webp' }] }
	]);
	expect(withKeptReports(drawn, [noted], 'loan', 'bo')).toBe(drawn);
});

test('what was noted of another exchange does not', () => {
	expect(withKeptReports([], [noted], 'another', 'bo')).toEqual([]);
});
