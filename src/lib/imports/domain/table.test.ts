import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCell, readTable, writeTable } from './table.ts';

describe('readTable', () => {
	test.each([',', ';', '\t', '|'])('finds the separator %j by itself', (separator) => {
		const text = ['nom', 'ville'].join(separator) + '\r\n' + ['Le Fil', 'Bruz'].join(separator) + '\r\n';
		expect(readTable(text)).toEqual({
			headers: ['nom', 'ville'],
			lines: [{ number: 2, cells: ['Le Fil', 'Bruz'], broken: false }]
		});
	});

	test('counts lines as a spreadsheet does, empty ones and line ends in quotes included', () => {
		const { lines } = readTable('nom,mot\n"Le\nFil",a\n\nBruz,b\n');
		expect(lines.map(({ number, cells }) => [number, cells[0]])).toEqual([
			[2, 'Le\nFil'],
			[4, 'Bruz']
		]);
	});

	test('says which line does not hold together', () => {
		const { lines } = readTable('nom,mot\nBon,a\nTrop,b,c\n');
		expect(lines.map(({ broken }) => broken)).toEqual([false, true]);
	});
});

describe('writeTable', () => {
	test.each(['=HYPERLINK("x")', '+33', '-rm', '@SUM(A1)', '\tcmd', '\r=1'])('%j is no formula', (cell) => {
		const written = writeTable(['a', 'b'], [[cell, 'x']]);
		expect(written.split('\r\n').slice(1).join('\r\n')).toMatch(/^"?'/);
		expect(readCell(readTable(written).lines[0]!.cells[0]!)).toBe(cell.trim());
	});

	test('numbers stay numbers', () => {
		expect(writeTable(['lon'], [[-1.68], [null]])).toBe('lon\r\n-1.68\r\n\r\n');
	});

	test('whatever is written is read again, by any spreadsheet', () => {
		const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.trim().replace(/^'+/, ''));
		fc.assert(
			fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), (rows) => {
				const kept = rows.filter((row) => row.some((one) => one !== ''));
				const { lines } = readTable(writeTable(['un', 'deux'], kept, ','));
				const plain = (text: string) => text.replace(/\r\n?/g, '\n');
				expect(lines.map(({ cells }) => cells.map(readCell).map(plain))).toEqual(kept.map((row) => row.map(plain)));
			})
		);
	});
});
