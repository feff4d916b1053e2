import { memberDb } from '#lib/database/member.ts';
import { Refusal } from '#lib/errors/refusal.ts';
import type { Person } from '#lib/people/domain/person.ts';
import { residentHere } from './auth.ts';
import { readPerson } from './people.ts';

let channel: BroadcastChannel | undefined;

/** One for the whole page: it does not hear itself. */
function tabs(): BroadcastChannel {
	return (channel ??= new BroadcastChannel('passerelle.arriving'));
}

/** Calls `onarrive` when another tab of this browser signs somebody in. Answers how to stop listening. */
export function followArriving(onarrive: () => void): () => void {
	tabs().addEventListener('message', onarrive);
	return () => tabs().removeEventListener('message', onarrive);
}

/** Who has just signed in on this device; the other tabs are told. @throws {Refusal} `sign_in_first` when nobody has */
export async function whoArrived(): Promise<Person> {
	const [resident, db] = [await residentHere(), await memberDb()];
	if (!resident || !db) throw new Refusal('sign_in_first');
	tabs().postMessage('arrived');
	return readPerson(db, resident.id);
}
