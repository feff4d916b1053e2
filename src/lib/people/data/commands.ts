import type { Kind } from '#lib/offline/command.ts';
import type { Details } from '#lib/people/domain/details.ts';
import type { Profile } from '#lib/people/domain/person.ts';
import { saveMyDetails } from './details.ts';
import { blockPerson, savePerson } from './people.ts';

const save: Kind<Partial<Profile> & { personId: string }> = {
	v: 1,
	lane: ({ personId }) => `person:${personId}`,
	perform: (db, _id, { personId, ...profile }) => savePerson(db, personId, profile)
};

const saveDetails: Kind<Details> = {
	v: 1,
	lane: () => 'details',
	perform: (db, _id, details) => saveMyDetails(db, details)
};

const block: Kind<{ personId: string }> = {
	v: 1,
	lane: ({ personId }) => `block:${personId}`,
	perform: (db, _id, { personId }) => blockPerson(db, personId)
};

export const peopleCommands = { 'people.save': save, 'people.save_details': saveDetails, 'people.block': block };
