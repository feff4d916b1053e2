import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import type { Person, Profile } from '#lib/people/domain/person.ts';

interface Row {
	id: string;
	display_name: string;
	about: string;
	languages: string[];
	commune_code: string | null;
	joined_at: string;
}

/** The resident with this id. @throws the database's error when there is none */
export async function readPerson(db: Db, id: string): Promise<Person> {
	const columns = 'id,display_name,about,languages,commune_code,joined_at';
	const row: Row = answer(await db.from('people').select(columns).eq('id', id).single());
	return {
		id: row.id,
		name: row.display_name,
		about: row.about,
		languages: row.languages,
		communeCode: row.commune_code,
		joinedAt: row.joined_at
	};
}

/** Changes how others see the caller; what is not given stays. @throws {Refusal} `invalid_value`, `not_allowed` */
export async function savePerson(db: Db, id: string, profile: Partial<Profile>): Promise<void> {
	const row = {
		...(profile.name === undefined ? {} : { display_name: profile.name }),
		...(profile.about === undefined ? {} : { about: profile.about }),
		...(profile.languages === undefined ? {} : { languages: profile.languages }),
		...(profile.communeCode === undefined ? {} : { commune_code: profile.communeCode })
	};
	answer(await db.from('people').update(row).eq('id', id));
}
