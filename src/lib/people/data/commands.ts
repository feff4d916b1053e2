import { hasLanded } from '#lib/database/receipts.ts';
import type { Kind } from '#lib/offline/command.ts';
import type { Details } from '#lib/people/domain/details.ts';
import type { Profile } from '#lib/people/domain/person.ts';
import { saveMyDetails } from './details.ts';
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

const block: Kind<{ personId: string }> = {
	v: 1,
	lane: ({ personId }) => `block:${personId}`,
	perform: (db, id, { personId }) => blockPerson(db, id, personId),
	landed: hasLanded
};

export const peopleCommands = { 'people.save': save, 'people.save_details': saveDetails, 'people.block': block };
