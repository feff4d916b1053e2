import { isRefusal } from '#lib/errors/refusal.ts';
import { freshest } from '#lib/offline/later.ts';
import { hallKey } from '../../../../waiting.ts';
import { mySession, ourBlocks } from './session-reading.ts';
import type { LayoutLoad } from './$types';

/** The session of the day, from the network or from this device. Whoever does not help it is told how to. */
export const load: LayoutLoad = async ({ params: { slug }, parent, depends }) => {
	depends(hallKey);
	const { resident } = await parent();
	const me = resident.id;
	const ours = await ourBlocks(me, slug);
	try {
		const { value, at, stale } = await freshest(mySession(me, slug));
		return { me, slug, ours, kept: value, readAt: at, old: stale, lacking: null };
	} catch (error) {
		const lacking = isRefusal(error) && (error.code === 'offline' || error.code === 'not_allowed') ? error.code : null;
		if (!lacking) throw error;
		return { me, slug, ours, kept: null, readAt: 0, old: false, lacking };
	}
};
