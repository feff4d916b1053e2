import { expect, test } from 'vitest';
import type { Helper, Shift } from './event.ts';
import { candidatesFor } from './stand-in.ts';

const shift = (id: string, role: Shift['role'], skill: Shift['skill'] = null): Shift => {
	return { id, role, skill, needed: 2, taken: 2, note: '' };
};
const [door, bikes, sewing, coffee] = [
	shift('door', 'welcome'),
	shift('bikes', 'repair', 'bike'),
	shift('sewing', 'repair', 'sewing'),
	shift('coffee', 'coffee')
] as const;
const all = [door, bikes, sewing, coffee];
const held = (id: string, name: string, shiftId: string): Helper => ({ id, shiftId, person: { id: name, name } });

test('whoever does something like it comes first, and nobody who does the same', () => {
	const helpers = [
		held('1', 'me', 'bikes'),
		held('2', 'Zoé', 'sewing'),
		held('3', 'Ali', 'coffee'),
		held('4', 'Bo', 'bikes'),
		held('5', 'Bo', 'door'),
		held('6', 'Éva', 'door')
	];
	const found = candidatesFor(bikes, all, helpers, [{ id: '1', shiftId: 'bikes' }], 'me');
	expect(found.map(({ person }) => person.name)).toEqual(['Zoé', 'Ali', 'Éva']);
	expect(found[0]).toMatchObject({ does: [sewing], inExchange: [{ signupId: '2', shift: sewing }] });
});

test('nothing that one does already is asked in exchange', () => {
	const helpers = [
		held('1', 'me', 'bikes'),
		held('2', 'me', 'door'),
		held('3', 'Ali', 'door'),
		held('4', 'Ali', 'coffee')
	];
	const mine = helpers.filter(({ person }) => person.id === 'me');
	const [ali] = candidatesFor(bikes, all, helpers, mine, 'me');
	expect(ali!.does).toEqual([door, coffee]);
	expect(ali!.inExchange).toEqual([{ signupId: '4', shift: coffee }]);
});

test('alone, there is nobody but everybody', () => {
	expect(candidatesFor(door, all, [held('1', 'me', 'door')], [{ id: '1', shiftId: 'door' }], 'me')).toEqual([]);
});
