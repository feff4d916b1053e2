import type { Written } from '#lib/page/written.ts';

/**
 * `data` as JSON that may stand inside a `<script>` element as it is: nothing in it can end the element,
 * open a comment or be taken for markup.
 */
export function dataBlock(data: object): string {
	const risky = /[<>&\u2028\u2029]/g;
	return JSON.stringify(data).replace(risky, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** `text` as the value of an attribute in double quotes. */
export function attribute(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
}

/**
 * A page as it is sent before its scripts know what it is about, with the product's name for a title: a page without one
 * is announced by its address.
 */
export function titled(html: string): string {
	return /<title[\s>]/.test(html) ? html : html.replace('</head>', '\t<title>Passerelle</title>\n\t</head>');
}

/** A script to fetch once the words are painted; `path` as it stands in an address. */
export function scriptLink(path: string): string {
	return `<link rel="modulepreload" fetchpriority="low" href="${attribute(path)}" />`;
}

/** What comes after the words of a page. */
export interface Later {
	/** Where each font family is. */
	fonts: Record<string, string>;
	/** Elements that fetch scripts, spare them a fetch, or start them. */
	elements: string[];
}

/**
 * What ends a page: its facts, its answers, and what comes later. Last, because on a slow network everything named
 * earlier would come instead of the words the reader waits for; fonts and scripts in a template, for the script in
 * `app.html` to bring out once the words are painted.
 */
export function pageEnd({ answers, facts }: Written, { fonts, elements }: Later): string {
	return [
		`<template id="later" data-fonts="${attribute(JSON.stringify(fonts))}">${elements.join('')}</template>`,
		...facts.map((one) => `<script type="application/ld+json">${dataBlock(one)}</script>`),
		...(Object.keys(answers).length
			? [`<script type="application/json" id="answers">${dataBlock(answers)}</script>`]
			: [])
	].join('\n');
}
