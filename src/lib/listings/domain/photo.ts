/** A photograph of a listing, as stored: WebP, already small and free of hidden data. */
export interface Photo {
	/** `<uid>/<listing>/<name>.webp` in the bucket. */
	path: string;
	width: number;
	height: number;
}

/** What a photograph is shown as: 480 px wide in lists, whole on its own page. */
export type PhotoSize = 'small' | 'full';

/** Where a photograph is stored: its name is its own, so that sending it twice changes nothing. */
export function photoPath(personId: string, listingId: string, photoId: string): string {
	return `${personId}/${listingId}/${photoId}.webp`;
}

/** Where the small variant of a photograph lies: beside it, `x.webp` -> `x-small.webp`. */
export function smallPathOf(path: string): string {
	return path.replace(/\.webp$/, '-small.webp');
}

/** The address of a public photograph, through the app's own proxy. */
export function photoUrl(path: string, size: PhotoSize): string {
	return `/photos/${size === 'small' ? smallPathOf(path) : path}`;
}
