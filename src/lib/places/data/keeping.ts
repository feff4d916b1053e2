import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import { isRefusal } from '#lib/errors/refusal.ts';
import type { Keeping } from '#lib/places/domain/keeping.ts';
import { readPlaceCode } from './commands.ts';

interface Asking {
	state: 'asked' | 'keeping';
	note: string;
	person: { id: string; display_name: string } | null;
}

interface Proposal {
	id: string;
	changes: Record<string, unknown>;
	made_at: string;
}

/**
 * What the signed-in `me` may know and decide about a place: who asks to keep it and what is proposed (for its keepers and
 * whoever tends the directory; one's own too), and its code.
 */
export async function readKeeping(db: Db, me: string, placeId: string): Promise<Keeping> {
	const [people, proposals, code] = await Promise.all([
		db
			.from('place_keepers')
			.select('state,note,person:people!place_keepers_person_id_fkey(id,display_name)')
			.eq('place_id', placeId)
			.in('state', ['asked', 'keeping'])
			.limit(50),
		db
			.from('place_proposals')
			.select('id,changes,made_at')
			.eq('place_id', placeId)
			.eq('state', 'open')
			.neq('author_id', me)
			.order('made_at')
			.limit(50),
		codeFor(db, placeId)
	]);
	const rows = answer(people) as Asking[];
	const named = rows.flatMap(({ state, note, person }) =>
		person ? [{ state, note, id: person.id, name: person.display_name }] : []
	);
	return {
		keeps: named.some(({ id, state }) => id === me && state === 'keeping'),
		asked: named.some(({ id, state }) => id === me && state === 'asked'),
		asking: named
			.filter(({ id, state }) => id !== me && state === 'asked')
			.map(({ id, name, note }) => ({ id, name, note })),
		proposals: (answer(proposals) as Proposal[]).map(({ id, changes, made_at: madeAt }) => ({ id, changes, madeAt })),
		code
	};
}

// Not for the caller to know, and none: two answers.
async function codeFor(db: Db, placeId: string): Promise<Keeping['code']> {
	try {
		return { is: 'known', text: (await readPlaceCode(db, placeId)) ?? '' };
	} catch (error) {
		if (isRefusal(error) && error.code === 'not_found') return { is: 'closed' };
		throw error;
	}
}
