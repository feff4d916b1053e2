import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { building } from '$app/env';
import type { Handle, HandleServerError } from '@sveltejs/kit';
import { localeOf, type Locale } from '#lib/i18n/urls.ts';
import { operatorNote } from '#lib/operator/note.ts';
import { unanswered } from '#lib/page/unanswered.ts';
import { writeInto, type Written } from '#lib/page/written.ts';
import { baseLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { log } from '#lib/server/log.ts';
import { attribute, pageEnd, scriptLink, titled } from '#lib/server/page.ts';
import { fonts } from '#lib/ui/fonts/fonts.ts';

const current = new AsyncLocalStorage<Written & { locale: Locale }>();
overwriteGetLocale(() => current.getStore()?.locale ?? baseLocale);
writeInto(() => current.getStore());

const endOfPage = '<!-- end of page -->';
/** Kit names the sheets whose rules stand in the page already, so that its scripts do not fetch them: for later, then. */
const styleLink = /<link [^>]*rel="stylesheet" disabled [^>]*>/g;
/** What starts Kit, told from the script of app.html by the name it makes. */
const starter = /<script>\s*\{\s*__sveltekit_.*?<\/script>/s;

export const handle: Handle = ({ event, resolve }) => {
	const written: Written & { locale: Locale } = { locale: localeOf(event.url.pathname), answers: {}, facts: [] };
	const scripts: string[] = [];
	const attributes = {
		'%lang%': written.locale,
		'%supabase.url%': attribute(process.env.PUBLIC_SUPABASE_URL ?? ''),
		'%supabase.key%': attribute(process.env.PUBLIC_SUPABASE_PUBLISHABLE_KEY ?? ''),
		'%operator%': attribute(operatorNote())
	};
	return current.run(written, () =>
		resolve(event, {
			preload({ type, path }) {
				if (type === 'js') scripts.push(path);
				return type === 'css';
			},
			transformPageChunk({ html }) {
				if (!building && event.url.searchParams.has(unanswered)) written.answers = {};
				for (const [place, value] of Object.entries(attributes)) html = html.replace(place, () => value);
				const later = [...(html.match(styleLink) ?? []), ...scripts.map(scriptLink), ...(html.match(starter) ?? [])];
				return titled(html)
					.replace(styleLink, '')
					.replace(starter, '')
					.replace('%answered%', () => (Object.keys(written.answers).length ? 'data-answered' : ''))
					.replace(endOfPage, () => pageEnd(written, { fonts, elements: later }));
			}
		})
	);
};

export const handleError: HandleServerError = ({ error, event, status, message }) => {
	if (status === 404) return { message, code: 'not_found' };
	// The server names each request: what a resident quotes is then what the log says.
	const id = (event.request.headers.get('x-request-id') ?? randomUUID()).slice(0, 8);
	log.error({ id, route: event.route.id, status, error: error instanceof Error ? error.name : typeof error }, 'fault');
	return { message, id };
};
