declare const self: ServiceWorkerGlobalScope;

/** Themes that a page is told of; without one the device decides. */
const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];

const cacheName = 'theme';
const place = '/theme';
const root = new TextEncoder().encode('<html');

/** The theme that the reader chose on this device, `null` when the device decides. */
export async function chosenTheme(): Promise<Theme | null> {
	const kept = await (await caches.match(place, { cacheName }))?.text();
	return themes.find((theme) => theme === kept) ?? null;
}

/** Keeps the theme that a page says its reader chose. */
export function followTheme(): void {
	self.addEventListener('message', (event) => {
		const { theme } = (event.data ?? {}) as { theme?: string };
		if (theme !== undefined) event.waitUntil(keepTheme(theme));
	});
}

async function keepTheme(theme: string): Promise<void> {
	const cache = await caches.open(cacheName);
	if (themes.some((one) => one === theme)) await cache.put(place, new Response(theme));
	else await cache.delete(place);
}

/**
 * `page` with `theme` on its first element, so that it is painted in it from the start: asking the device's storage from
 * within the page would cost everybody's first paint a twentieth of a second, for the few who chose. What is no page
 * comes back as it is; so does one whose beginning is cut, which its own script dresses later.
 */
export function dressed(page: Response, theme: Theme | null): Response {
	if (!theme || !page.body || !page.headers.get('content-type')?.startsWith('text/html')) return page;
	let first = true;
	const dressing = new TransformStream<Uint8Array, Uint8Array>({
		transform(part, out) {
			const at = first ? placeOf(root, part) + root.length : 0;
			first = false;
			if (at < root.length) return out.enqueue(part);
			out.enqueue(part.slice(0, at));
			out.enqueue(new TextEncoder().encode(` data-theme="${theme}"`));
			out.enqueue(part.slice(at));
		}
	});
	const headers = new Headers(page.headers);
	// Of what came over the network; what stands here is read already.
	for (const name of ['content-encoding', 'content-length']) headers.delete(name);
	return new Response(page.body.pipeThrough(dressing), { status: page.status, statusText: page.statusText, headers });
}

/** Where `word` begins in `text`, both in bytes; -1 when it does not stand there. */
function placeOf(word: Uint8Array, text: Uint8Array): number {
	return text.findIndex((_, at) => word.every((byte, offset) => text[at + offset] === byte));
}
