/** What a resident reads of the places they look after, each named once. */
import { dbOf } from '#lib/database/member.ts';
import { mayImportPlaces } from '#lib/imports/data/place-imports.ts';
import type { Reading } from '#lib/offline/reading.ts';
import { listKept } from '#lib/places/data/keeping.ts';
import { listProposals } from '#lib/places/data/proposals.ts';
import type { KeptPlace } from '#lib/places/domain/keeping.ts';
import type { Proposal } from '#lib/places/domain/proposal.ts';

/** What lists of corrections depend on. */
export const proposalsKey = 'places:proposals';

/** Corrections that wait for them, and those settled this week. */
export function proposalsForMe(me: string): Reading<Proposal[]> {
	const read = async () => listProposals(await dbOf(me), me, Date.now());
	return { of: me, key: 'place-proposals', lasts: 'mine', read };
}

/** What the list of what was imported depends on. */
export const sourcesKey = 'places:sources';

/** Whether they may import places. */
export function mayImport(me: string): Reading<boolean> {
	return { of: me, key: 'may-import-places', lasts: 'mine', read: async () => mayImportPlaces(await dbOf(me)) };
}

/** Places they keep, or ask to. */
export function myPlaces(me: string): Reading<KeptPlace[]> {
	return { of: me, key: 'my-places', lasts: 'mine', read: async () => listKept(await dbOf(me), me) };
}
