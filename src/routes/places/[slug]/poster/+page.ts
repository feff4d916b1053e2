import { href } from '#lib/i18n/words.ts';
import { placePath } from '#lib/places/domain/place-query.ts';
import { qrCode } from '../../../qr-code.ts';
import { thePlace } from '../the-place.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
	const { place, kind } = await thePlace(event);
	const address = event.url.origin + href(placePath(place.slug));
	return { place, kind, address, code: await qrCode(address) };
};
