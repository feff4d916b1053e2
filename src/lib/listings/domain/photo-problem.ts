/** Why a file cannot become a photograph of a listing; each has a sentence. */
export type PhotoProblem = 'not_a_picture' | 'too_heavy' | 'too_many_pixels' | 'cannot_encode';

/** A photograph ready to be sent: re-encoded, and its small variant. */
export interface PhotoBytes {
	full: Blob;
	small: Blob;
}

/** A photograph ready to be kept, with the size of the full one, or why there is none. */
export type Encoded = (PhotoBytes & { width: number; height: number }) | { problem: PhotoProblem };

/** Largest file we try to open. Phones make 3 to 12 MB. */
export const heaviestBytes = 40_000_000;
/** Largest picture we try to open: 100 megapixels. */
export const mostPixels = 100_000_000;
/** Longest side of what is sent. */
export const fullSide = 1600;
/** The same where the browser cannot write WebP, and what we write ourselves weighs more. */
export const plainSide = 1200;
/** Width of the variant shown in lists. */
export const smallWidth = 480;

/** Why a file is refused before it is opened, or `null`. Some phones give no type: then opening it tells. */
export function fileProblem(file: { size: number; type: string }): PhotoProblem | null {
	if (file.type && !file.type.startsWith('image/')) return 'not_a_picture';
	if (file.type === 'image/svg+xml' || file.size === 0) return 'not_a_picture';
	return file.size > heaviestBytes ? 'too_heavy' : null;
}
