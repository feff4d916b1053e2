import type { WorkboxPlugin } from 'workbox-core';
import { locales, localise } from '#lib/i18n/urls.ts';
import { unanswered } from '#lib/page/unanswered.ts';

const homes = new Map(locales.map((locale) => [localise('/', locale), `${localise('/', locale)}?${unanswered}`]));

/**
 * Home as anybody is shown it, without its answers: kept with each version, so that an app opened without network
 * has its words at once, like a page that was kept. Every other address opens on the shell, which draws itself.
 */
export const startPages = [...homes.values()];

/** The address under which the page for `url` is kept, `undefined` when it is no home. */
export function startPage(url: URL): string | undefined {
	return homes.get(url.pathname);
}

/**
 * Refuses to keep a start page that asks for scripts of another version, and whatever was answered with an error: the
 * installation is tried again later.
 * @param build the paths of this version's scripts
 */
export function onlyOfVersion(build: string[]): WorkboxPlugin {
	const entry = build.find((path) => path.includes('/entry/start.'));
	return {
		async cacheWillUpdate({ request, response }) {
			if (response.status >= 400) return null;
			const { pathname, search } = new URL(request.url);
			if (!startPages.includes(pathname + search)) return response;
			return entry && (await response.clone().text()).includes(entry) ? response : null;
		}
	};
}
