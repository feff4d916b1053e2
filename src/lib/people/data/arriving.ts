import { memberDb } from '#lib/database/member.ts';
import { Refusal } from '#lib/errors/refusal.ts';
import type { Person } from '#lib/people/domain/person.ts';
import { residentHere } from './auth.ts';
import { readPerson } from './people.ts';

/** Who has just signed in on this device. @throws {Refusal} `sign_in_first` when nobody has */
export async function whoArrived(): Promise<Person> {
	const [resident, db] = [await residentHere(), await memberDb()];
	if (!resident || !db) throw new Refusal('sign_in_first');
	return readPerson(db, resident.id);
}
