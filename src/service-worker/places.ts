/** Code that few pages need and that weighs: fetched when it is needed. */
export const lazy = '/_app/immutable/lazy/';

/** Whether a file of the build is kept when it is first used, instead of at installation. */
export function isKeptOnUse(url: string): boolean {
	return url.startsWith(lazy) || url.endsWith('.woff2');
}

/** Whether `url` is a photo of a published listing, through the app's own public door. */
export function isPublicPhoto({ origin, pathname }: URL, ownOrigin: string): boolean {
	return origin === ownOrigin && pathname.startsWith('/photos/');
}
