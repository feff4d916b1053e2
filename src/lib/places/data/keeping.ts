import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import { isRefusal } from '#lib/errors/refusal.ts';
import type { Keeping, KeptPlace } from '#lib/places/domain/keeping.ts';
import { readPlaceCode } from './commands.ts';

interface Asking {
	state: 'asked' | 'keeping';
	note: string;
	person: { id: string; display_name: string } | null;
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
		db.from('place_proposals').select('id').eq('place_id', placeId).eq('state', 'open').neq('author_id', me).limit(50),
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
		waiting: answer(proposals).length,
		code
	};
}

/** Whether the caller decides about a place: they keep it, or tend the directory. @throws {Refusal} `sign_in_first` */
export async function decidesAbout(db: Db, placeId: string): Promise<boolean> {
	return answer(await db.rpc('decides_about_place', { place_id: placeId })) as boolean;
}

/** Places that `me` keeps, or asks to, by name; 200 at most. */
export async function listKept(db: Db, me: string): Promise<KeptPlace[]> {
	const rows = answer(
		await db
			.from('place_keepers')
			.select('state,place:places!place_keepers_place_id_fkey(slug,name)')
			.eq('person_id', me)
			.in('state', ['asked', 'keeping'])
			.limit(200)
	) as { state: string; place: { slug: string; name: string } | null }[];
	return rows
		.flatMap(({ state, place }) => (place ? [{ ...place, isAsked: state === 'asked' }] : []))
		.toSorted((a, b) => a.name.localeCompare(b.name, 'fr'));
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
