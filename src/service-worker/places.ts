/** All scripts and styles of a version, in one file: a JSON object of their text by path. */
export const pack = '/_app/pack.json';

/** Whether a file of the build is kept when it is first used, instead of at installation. */
export function isKeptOnUse(url: string): boolean {
	return url.endsWith('.woff2');
}

/** Whether `url` is a photo of a published listing, through the app's own public door. */
export function isPublicPhoto({ origin, pathname }: URL, ownOrigin: string): boolean {
	return origin === ownOrigin && pathname.startsWith('/photos/');
}
