/** What the server writes into a page besides what is seen. */
export interface Written {
	/** What the page was read with, by the key it was read under: plain JSON. */
	answers: Record<string, unknown>;
	/** What a search engine may know of it, in the words of schema.org. */
	facts: object[];
}

let current: () => Written | undefined = () => undefined;

/** Server: `page` answers what is being written for the request under way. Set once, by the hooks. */
export function writeInto(page: () => Written | undefined): void {
	current = page;
}

/** Server: hands `value` over to the browser, which then need not read it again. */
export function writeAnswer(key: string, value: unknown): void {
	const page = current();
	if (page) page.answers[key] = value;
}

/** Server: adds facts for search engines. Beside the page, not in it: Svelte would take them away when it starts. */
export function writeFacts(facts: object): void {
	current()?.facts.push(facts);
}

/** Browser: whether the server read this page for its reader. The offline shell is one file for every page. */
export function isAnswered(): boolean {
	return document.documentElement.hasAttribute('data-answered');
}

let answers: Record<string, unknown> | undefined;

/** Browser: what the server read under `key` for the first page; `undefined` when it read no such thing. */
export async function answerWritten(key: string): Promise<unknown> {
	// It stands at the end of the page, and scripts may be here before it.
	if (document.readyState === 'loading') {
		await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
	}
	answers ??= JSON.parse(document.getElementById('answers')?.textContent ?? '{}') as Record<string, unknown>;
	return answers[key];
}
