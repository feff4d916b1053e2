import { forgetPhoto, keepPhoto, readPhoto } from './drafts.ts';
import { encodePhoto } from './photo-encoding.ts';
import { downloadPhoto } from './stored-photos.ts';

/** What is done to the photographs of a draft on this device, for the pages where they are chosen. */
export const photoDesk = {
	encode: encodePhoto,
	keep: keepPhoto,
	read: readPhoto,
	download: downloadPhoto,
	forget: forgetPhoto
};
