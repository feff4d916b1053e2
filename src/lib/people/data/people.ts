import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import { Refusal } from '#lib/errors/refusal.ts';
import type { Person, Profile } from '#lib/people/domain/person.ts';

/** The resident with this id. @throws {Refusal} `not_found` */
export async function readPerson(db: Db, id: string): Promise<Person> {
	const columns = 'id,display_name,about,languages,commune_code,joined_at';
	const row = answer(await db.from('people').select(columns).eq('id', id).limit(1))[0];
	if (!row) throw new Refusal('not_found');
	return {
		id: row.id,
		name: row.display_name,
		about: row.about,
		languages: row.languages,
		communeCode: row.commune_code,
		joinedAt: row.joined_at
	};
}

/**
 * Changes how others see the caller; what is not given stays. `opId` makes it safe to repeat.
 * @throws {Refusal} `invalid_value`, `too_long`
 */
export async function saveProfile(db: Db, opId: string, profile: Partial<Profile>): Promise<void> {
	const changes = {
		...(profile.name === undefined ? {} : { display_name: profile.name }),
		...(profile.about === undefined ? {} : { about: profile.about }),
		...(profile.languages === undefined ? {} : { languages: profile.languages }),
		...(profile.communeCode === undefined ? {} : { commune_code: profile.communeCode })
	};
	answer(await db.rpc('save_profile', { changes, op_id: opId }));
}

/**
 * Afterwards neither reaches the other, anywhere; the other is not told. `opId` makes it safe to repeat.
 * @throws {Refusal} `quota_reached`
 */
export async function blockPerson(db: Db, opId: string, personId: string): Promise<void> {
	answer(await db.rpc('block_person', { person_id: personId, op_id: opId }));
}
