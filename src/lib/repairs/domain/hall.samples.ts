/** A hall for tests: one table for electricity, one for sewing, two people who booked. */
import type { Hall, HallItem, HallVisit } from './hall.ts';

export const noon = '2026-12-05T13:00:00.000Z';

export const hall: Hall = {
	event: {
		id: 'event',
		slug: 'repair-cafe-de-cleunay',
		title: 'Repair café de Cleunay',
		startsAt: noon,
		endsAt: '2026-12-05T16:30:00.000Z',
		place: 'Maison de quartier'
	},
	volunteers: [
		{ id: 'gilles', name: 'Gilles', skills: ['electricity'] },
		{ id: 'rose', name: 'Rose', skills: ['sewing'] },
		{ id: 'nadia', name: 'Nadia', skills: [] }
	],
	visits: [],
	items: [],
	categories: [
		{ id: 31, label: 'Grille-pain', skill: 'electricity', powered: true, minutes: 30, weightGrams: 1470 },
		{ id: 34, label: 'Aspirateur', skill: 'electricity', powered: true, minutes: 30, weightGrams: 6800 },
		{ id: 101, label: 'Textile', skill: 'sewing', powered: false, minutes: 20, weightGrams: null }
	],
	outlets: [],
	blocks: [{ id: 'block', from: 1, until: 21 }]
};

export function visit(id: string, change: Partial<HallVisit> = {}): HallVisit {
	const booked = {
		ticket: null,
		state: 'booked',
		arrivalAt: noon,
		checkedInAt: null,
		walkIn: false,
		page: null
	} as const;
	return { id, name: id, ...booked, ...change };
}

export function item(id: string, visitId: string, change: Partial<HallItem> = {}): HallItem {
	return {
		id,
		visitId,
		position: 0,
		categoryId: 31,
		name: 'Grille-pain',
		problem: 'ne chauffe plus',
		state: 'registered',
		priority: 0,
		queuedAt: null,
		claimedBy: null,
		claimedAt: null,
		calledAt: null,
		table: '',
		status: null,
		barrier: null,
		weightGrams: null,
		minutes: null,
		notes: '',
		awaitsPart: false,
		parts: '',
		doneAt: null,
		goesTo: null,
		goesToPlaceId: null,
		before: null,
		mistaken: false,
		...change
	};
}
