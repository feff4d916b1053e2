import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dataBlock, pageEnd } from './page.ts';

test('no text can leave its data block, and every text comes out as it went in', () => {
	fc.assert(
		fc.property(
			fc.string({ unit: fc.constantFrom('<', '/', 'script', '>', '!--', '&lt;', '\u2028', '"', '\\', 'é') }),
			(text) => {
				const block = dataBlock({ text });
				expect(block).not.toMatch(/[<>&\u2028\u2029]/);
				expect(JSON.parse(block)).toEqual({ text });
			}
		)
	);
});

test('a page ends with its scripts, its facts and its answers, and says nothing it has not', () => {
	expect(pageEnd({ answers: {}, facts: [] }, [])).toBe('');
	const end = pageEnd({ answers: { home: { words: '</script>' } }, facts: [{ name: 'Perceuse' }] }, ['/a.js']);
	expect(end).toBe(
		[
			'<template id="scripts"><link rel="modulepreload" fetchpriority="low" href="/a.js" /></template>',
			'<script type="application/ld+json">{"name":"Perceuse"}</script>',
			'<script type="application/json" id="answers">{"home":{"words":"\\u003c/script\\u003e"}}</script>'
		].join('\n')
	);
});
