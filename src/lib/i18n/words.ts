import { getLocale } from '#lib/paraglide/runtime.js';
import { localise } from './urls.ts';

export { m } from '#lib/paraglide/messages.js';
export { getLocale };

/** The address of a route path in the reader's language. */
export function href(path: string): string {
	return localise(path, getLocale());
}
