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
 * What ends a page: its facts, its answers, and its scripts to fetch. Last, because on a slow network everything named
 * earlier would come instead of the words the reader waits for; the scripts in a template, for the script in `app.html`
 * to bring out once the words are painted.
 * @param scripts paths, as they stand in an address
 */
export function pageEnd({ answers, facts }: Written, scripts: string[]): string {
	const links = scripts.map((path) => `<link rel="modulepreload" fetchpriority="low" href="${attribute(path)}" />`);
	return [
		...(links.length ? [`<template id="scripts">${links.join('')}</template>`] : []),
		...facts.map((one) => `<script type="application/ld+json">${dataBlock(one)}</script>`),
		...(Object.keys(answers).length
			? [`<script type="application/json" id="answers">${dataBlock(answers)}</script>`]
			: [])
	].join('\n');
}
