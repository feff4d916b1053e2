import { expect, test } from 'vitest';
import { readQuery } from '#lib/listings/domain/search-query.ts';
import { operation } from '#lib/offline/outbox/operation.samples.ts';
import { withUnsent } from './searches-with-unsent.ts';

const query = readQuery(new URLSearchParams('q=vélo'));
const drill = { id: 'a', name: 'Perceuse', query };
const saves = (seq: number, id: string, name: string) =>
	operation(seq, `search:${id}`, { id, kind: 'searches.save', payload: { name, query } });
const forgets = (seq: number, id: string) =>
	operation(seq, `search:${id}`, { kind: 'searches.forget', payload: { searchId: id, name: '' } });

test('a search that is unsent stands first, once', () => {
	expect(withUnsent([drill], [saves(1, 'b', 'Vélo')]).map(({ name }) => name)).toEqual(['Vélo', 'Perceuse']);
	expect(withUnsent([drill], [saves(1, 'a', 'Perceuse')])).toEqual([drill]);
});

test('what is to be forgotten is gone already', () => {
	expect(withUnsent([drill], [forgets(1, 'a')])).toEqual([]);
	expect(withUnsent([drill], [saves(1, 'b', 'Vélo'), forgets(2, 'b')])).toEqual([drill]);
});
