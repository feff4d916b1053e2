import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { Handle, HandleFetch, HandleServerError } from '@sveltejs/kit';
import { localeOf, type Locale } from '#lib/i18n/urls.ts';
import { operatorNote } from '#lib/operator/note.ts';
import { baseLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { log } from '#lib/server/log.ts';

const current = new AsyncLocalStorage<Locale>();
overwriteGetLocale(() => current.getStore() ?? baseLocale);

const attribute = (text: string) => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;');

export const handle: Handle = ({ event, resolve }) => {
	const locale = localeOf(event.url.pathname);
	const url = attribute(process.env.PUBLIC_SUPABASE_URL ?? '');
	const key = attribute(process.env.PUBLIC_SUPABASE_PUBLISHABLE_KEY ?? '');
	const operator = attribute(operatorNote());
	return current.run(locale, () =>
		resolve(event, {
			transformPageChunk: ({ html }) =>
				html
					.replace('%lang%', locale)
					.replace('%supabase.url%', url)
					.replace('%supabase.key%', key)
					.replace('%operator%', operator),
			filterSerializedResponseHeaders: (name) => name === 'content-range' || name === 'content-type'
		})
	);
};

const api = /^\/(rest|auth|storage)\/v1\//;

// Kit answers same-origin fetches in-process and knows nothing of the API mounted beside it.
export const handleFetch: HandleFetch = ({ event, request, fetch }) => {
	const url = new URL(request.url);
	if (url.origin !== event.url.origin || !api.test(url.pathname)) return fetch(request);
	return globalThis.fetch(
		new Request(new URL(url.pathname + url.search, process.env.API_ORIGIN ?? url.origin), request)
	);
};

export const handleError: HandleServerError = ({ error, event, status, message }) => {
	if (status === 404) return { message, code: 'not_found' };
	// The server names each request: what a resident quotes is then what the log says.
	const id = (event.request.headers.get('x-request-id') ?? randomUUID()).slice(0, 8);
	log.error({ id, route: event.route.id, status, error: error instanceof Error ? error.name : typeof error }, 'fault');
	return { message, id };
};
