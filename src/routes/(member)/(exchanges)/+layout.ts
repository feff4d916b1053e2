import { listTalks } from '#lib/conversations/data/conversations.ts';
import { memberDb } from '#lib/database/member.ts';
import { Refusal } from '#lib/errors/refusal.ts';
import { freshest } from '#lib/offline/cached.ts';
import { listReservations } from '#lib/reservations/data/reservations.ts';
import { listKey } from '../../waiting.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ parent, depends }) => {
	depends(listKey);
	const { resident } = await parent();
	const db = await memberDb();
	if (!db) throw new Refusal('sign_in_first');
	const me = resident.id;
	const { value, at, stale } = await freshest(`exchanges ${me}`, async () => {
		const [reservations, talks] = await Promise.all([listReservations(db), listTalks(db, me)]);
		return { reservations, talks };
	});
	return { me, ...value, at, stale };
};
