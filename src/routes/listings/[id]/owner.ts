import { memberDb } from '#lib/database/member.ts';
import { listAbsences } from '#lib/listings/data/absences.ts';
import { listWindows } from '#lib/listings/data/windows.ts';
import type { Hours } from '#lib/listings/domain/absence.ts';
import { readFacts } from '#lib/people/data/facts.ts';
import { readPerson } from '#lib/people/data/people.ts';
import type { Facts } from '#lib/people/domain/facts.ts';
import type { Person } from '#lib/people/domain/person.ts';
import { today } from '#lib/time/paris.ts';

/** What residents may know of whoever offers a listing. */
export interface KnownOwner extends Hours {
	person: Person;
	facts: Facts;
}

/** Reads the person who offers a listing; `null` for a visitor. */
export async function readOwner(id: string): Promise<KnownOwner | null> {
	const db = await memberDb();
	if (!db) return null;
	const [person, facts, windows, absences] = await Promise.all([
		readPerson(db, id),
		readFacts(db, id),
		listWindows(db, id),
		listAbsences(db, id, today())
	]);
	return { person, facts, windows, absences };
}
