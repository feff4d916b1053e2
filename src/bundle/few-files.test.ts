import { describe, expect, it } from 'vitest';
import { circleIn } from './few-files.ts';

const among = (imports: Record<string, string[]>) => circleIn((file) => imports[file] ?? [], Object.keys(imports));

describe('circleIn', () => {
	it('finds none where each file can begin after those it needs', () => {
		expect(among({ page: ['list', 'words'], list: ['words'], words: [] })).toBeNull();
		expect(among({ one: ['words'], other: ['words', 'one'], third: ['other', 'one'] })).toBeNull();
	});

	it('names the files of a circle, in order', () => {
		expect(among({ page: ['list'], list: ['words'], words: ['rest'], rest: ['list'] })).toEqual([
			...['list', 'words', 'rest', 'list']
		]);
		expect(among({ alone: ['alone'] })).toEqual(['alone', 'alone']);
	});
});
