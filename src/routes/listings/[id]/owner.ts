import { memberDb } from '#lib/database/member.ts';
import { listWindows } from '#lib/listings/data/windows.ts';
import type { HandoverWindow } from '#lib/listings/domain/listing.ts';
import { readFacts } from '#lib/people/data/facts.ts';
import { readPerson } from '#lib/people/data/people.ts';
import type { Facts } from '#lib/people/domain/facts.ts';
import type { Person } from '#lib/people/domain/person.ts';

/** What residents may know of whoever offers a listing. */
export interface KnownOwner {
	person: Person;
	facts: Facts;
	windows: HandoverWindow[];
}

/** Reads the person who offers a listing; `null` for a visitor. */
export async function readOwner(id: string): Promise<KnownOwner | null> {
	const db = await memberDb();
	if (!db) return null;
	const [person, facts, windows] = await Promise.all([readPerson(db, id), readFacts(db, id), listWindows(db, id)]);
	return { person, facts, windows };
}
