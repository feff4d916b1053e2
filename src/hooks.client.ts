import type { ClientInit, HandleClientError } from '@sveltejs/kit';
import { isRefusal } from '#lib/errors/refusal.ts';
import { localeOf } from '#lib/i18n/urls.ts';
import { isOffline } from '#lib/offline/network.ts';
import { getLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';

overwriteGetLocale(() => localeOf(location.pathname));
document.documentElement.lang = getLocale(); // the prerendered shell is in the base locale

// Trusted Types: scripts of this origin only; never HTML.
const trusted = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: object): unknown } }).trustedTypes;
trusted?.createPolicy('default', {
	createHTML: (html: string) => html.replace(/&/g, '&amp;').replace(/</g, '&lt;'),
	createScriptURL: (url: string) => {
		if (new URL(url, location.href).origin !== location.origin) throw new TypeError('blocked script url');
		return url;
	}
});

// Reading the scripts was one long turn of an old phone; what they do takes the next.
export const init: ClientInit = () => new Promise((resolve) => setTimeout(resolve));

export const handleError: HandleClientError = ({ error, message, status }) => {
	// The app knows its own addresses, network or not.
	if (status === 404) return { message, code: 'not_found' };
	if (isOffline(error)) return { message: 'offline', code: 'offline' };
	if (isRefusal(error)) return { message: error.code, code: error.code };
	const id = crypto.randomUUID().slice(0, 8);
	console.error(id, error);
	return { message, id };
};
