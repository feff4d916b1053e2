import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import type { Proposal, Said } from '#lib/places/domain/proposal.ts';

const weekMs = 7 * 86_400_000;
const columns =
	'id,state,changes,made_at,by:people!place_proposals_author_id_fkey(id,display_name),place:places!place_proposals_place_id_fkey(id,slug,name,kind,about,address,lat,lon,commune_code,opening_hours,website,accepts,refuses,accepts_note,access_notes,wheelchair,status)';

interface Row {
	id: string;
	state: Proposal['state'];
	changes: Said;
	made_at: string;
	by: { id: string; display_name: string } | null;
	place: ({ id: string; slug: string; name: string } & Said) | null;
}

/**
 * Corrections that wait for `me` to say yes or no, the oldest first, then those settled this week, the latest first; 100 of each.
 * @param now milliseconds since the epoch
 */
export async function listProposals(db: Db, me: string, now: number): Promise<Proposal[]> {
	const query = () => db.from('place_proposals').select(columns).neq('author_id', me).limit(100);
	const [open, settled] = await Promise.all([
		query().eq('state', 'open').order('made_at').order('id'),
		query()
			.gt('settled_at', new Date(now - weekMs).toISOString())
			.order('settled_at', { ascending: false })
			.order('id')
	]);
	return [...(answer(open) as unknown as Row[]), ...(answer(settled) as unknown as Row[])].flatMap(proposalIn);
}

function proposalIn({ id, state, changes, made_at: madeAt, by, place: now }: Row): Proposal[] {
	if (!now) return [];
	const place = { id: now.id, slug: now.slug, name: now.name };
	return [{ id, state, madeAt, by: by && { id: by.id, name: by.display_name }, changes, place, now }];
}
