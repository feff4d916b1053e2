import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dataBlock, pageEnd, scriptLink, titled } from './page.ts';

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

test('a page ends with what comes later, its facts and its answers, and says nothing it has not', () => {
	expect(pageEnd({ answers: {}, facts: [] }, { fonts: {}, elements: [] })).toBe(
		'<template id="later" data-fonts="{}"></template>'
	);
	const end = pageEnd(
		{ answers: { home: { words: '</script>' } }, facts: [{ name: 'Perceuse' }] },
		{ fonts: { 'Source Sans 3': '/s.woff2' }, elements: [scriptLink('/a.js')] }
	);
	expect(end).toBe(
		[
			'<template id="later" data-fonts="{&quot;Source Sans 3&quot;:&quot;/s.woff2&quot;}">' +
				'<link rel="modulepreload" fetchpriority="low" href="/a.js" /></template>',
			'<script type="application/ld+json">{"name":"Perceuse"}</script>',
			'<script type="application/json" id="answers">{"home":{"words":"\\u003c/script\\u003e"}}</script>'
		].join('\n')
	);
});

test('a page that does not know yet what it is about bears the name of the product, and keeps its own title', () => {
	expect(titled('<head>\n\t</head><body></body>')).toContain('<title>Passerelle</title>');
	expect(titled('<head><title>Perceuse · Passerelle</title></head>').match(/<title/g)).toHaveLength(1);
	expect(titled('<p>the rest of a page</p>')).toBe('<p>the rest of a page</p>');
});
