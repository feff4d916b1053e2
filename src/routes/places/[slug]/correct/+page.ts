import { thePlace } from '../the-place.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
	const { reader, ...found } = await thePlace(event);
	return { readBy: reader.id, now: Date.now(), ...found };
};
