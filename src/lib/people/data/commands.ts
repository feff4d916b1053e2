import type { Handler } from '#lib/offline/command.ts';
import type { Details } from '#lib/people/domain/details.ts';
import type { Profile } from '#lib/people/domain/person.ts';
import { saveMyDetails } from './details.ts';
import { blockPerson, savePerson } from './people.ts';

const save: Handler<Partial<Profile> & { personId: string }> = (db, _id, { personId, ...profile }) =>
	savePerson(db, personId, profile);

const saveDetails: Handler<Details> = (db, _id, details) => saveMyDetails(db, details);

const block: Handler<{ personId: string }> = (db, _id, { personId }) => blockPerson(db, personId);

export const peopleCommands = { 'people.save': save, 'people.save_details': saveDetails, 'people.block': block };
