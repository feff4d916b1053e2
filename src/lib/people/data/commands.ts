import { hasLanded } from '#lib/database/receipts.ts';
import type { Kind } from '#lib/offline/command.ts';
import type { Details } from '#lib/people/domain/details.ts';
import type { Profile } from '#lib/people/domain/person.ts';
import { saveLendsOneAtATime, saveMyDetails } from './details.ts';
import { blockPerson, saveProfile } from './people.ts';

const save: Kind<Partial<Profile> & { personId: string }> = {
	v: 1,
	lane: ({ personId }) => `person:${personId}`,
	perform: (db, id, { personId: _personId, ...profile }) => saveProfile(db, id, profile),
	landed: hasLanded
};

const saveDetails: Kind<Details> = {
	v: 1,
	lane: () => 'details',
	perform: saveMyDetails,
	landed: hasLanded
};

const saveLending: Kind<{ oneAtATime: boolean }> = {
	v: 1,
	lane: () => 'lending',
	perform: (db, id, { oneAtATime }) => saveLendsOneAtATime(db, id, oneAtATime),
	landed: hasLanded
};

const block: Kind<{ personId: string }> = {
	v: 1,
	lane: ({ personId }) => `block:${personId}`,
	perform: (db, id, { personId }) => blockPerson(db, id, personId),
	landed: hasLanded
};

export const peopleCommands = {
	'people.save': save,
	'people.save_details': saveDetails,
	'people.save_lending': saveLending,
	'people.block': block
};
