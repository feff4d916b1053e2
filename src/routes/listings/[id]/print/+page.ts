import { href } from '#lib/i18n/words.ts';
import { qrCode } from '../../../qr-code.ts';
import { theListing } from '../the-listing.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
	const { listing } = await theListing(event);
	const address = event.url.origin + href(`/listings/${listing.id}`);
	return { listing, address, code: await qrCode(address) };
};
