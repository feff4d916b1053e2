import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import { hasLanded } from '#lib/database/receipts.ts';
import { PhotoRefused, type ResidentDb } from '#lib/database/resident.ts';
import type { Kind, Parcel } from '#lib/offline/command.ts';
import type { PlaceState } from '#lib/places/domain/place.ts';
import type { PlaceChanges } from '#lib/places/domain/place-changes.ts';
import type { ProposalAction } from '#lib/places/domain/proposal.ts';
import type { Day } from '#lib/time/paris.ts';
import type { Json } from '#lib/database/types.generated.ts';

/** Something about a place; its name is for whoever looks at what is unsent. */
interface AboutPlace {
	placeId: string;
	name: string;
}

const laneOf = ({ placeId }: AboutPlace) => `place:${placeId}`;

/** What somebody saw of a place. */
export interface Sighting extends AboutPlace {
	state: PlaceState;
	note: string;
	hasPhoto: boolean;
	/** By this device's clock, which says how long ago that was and nothing else. */
	seenAt: number;
}

async function reportState(db: ResidentDb, id: string, seen: Sighting, { pieces, arrived }: Parcel): Promise<void> {
	const path = seen.hasPhoto ? `${seen.placeId}/${id}.webp` : null;
	const seconds = Math.max(0, Math.round((Date.now() - seen.seenAt) / 1000));
	answer(
		await db.rpc('report_place_state', {
			id,
			place_id: seen.placeId,
			state: seen.state,
			note: seen.note,
			photo_path: path,
			seen_seconds_ago: Math.min(seconds, 2_592_000)
		})
	);
	// The report names the photograph, and makes room for it: it goes second.
	const [photo] = pieces;
	if (!photo || photo.sent || !path) return;
	await db.storePhoto(path, photo.bytes, photo.mime, 'place-photos').catch(unlessNobodyWaits);
	await arrived(photo.n);
}

// The report was taken away meanwhile: there is nothing left to show.
function unlessNobodyWaits(error: unknown): void {
	if (!(error instanceof PhotoRefused) || (error.status !== 403 && error.status !== 404)) throw error;
}

const report: Kind<Sighting> = { v: 1, lane: laneOf, perform: reportState, landed: hasLanded };

/** The same from somebody without an account: the database itself tells repeats apart. */
const reportAsVisitor: Kind<Sighting> = { v: 1, lane: laneOf, perform: reportState };

const save: Kind<AboutPlace & { changes: PlaceChanges }> = {
	v: 1,
	lane: laneOf,
	async perform(db, id, { placeId, changes }) {
		answer(await db.rpc('save_place', { id: placeId, changes: changes as Json, op_id: id }));
	},
	landed: hasLanded
};

const settle: Kind<AboutPlace & { proposalId: string; action: ProposalAction }> = {
	v: 1,
	lane: laneOf,
	async perform(db, id, { proposalId, action }) {
		answer(await db.rpc('settle_place_proposal', { proposal_id: proposalId, action, op_id: id }));
	},
	landed: hasLanded
};

const claim: Kind<AboutPlace & { note: string }> = {
	v: 1,
	lane: laneOf,
	async perform(db, id, { placeId, note }) {
		answer(await db.rpc('claim_place', { place_id: placeId, note, op_id: id }));
	},
	landed: hasLanded
};

const keeper: Kind<AboutPlace & { personId: string; action: 'accept' | 'refuse' | 'dismiss' | 'leave' }> = {
	v: 1,
	lane: laneOf,
	async perform(db, id, { placeId, personId, action }) {
		answer(await db.rpc('advance_keeper', { place_id: placeId, person_id: personId, action, op_id: id }));
	},
	landed: hasLanded
};

type Week = AboutPlace & { week: Day };

const takeWatch: Kind<Week> = {
	v: 1,
	lane: laneOf,
	async perform(db, id, { placeId, week }) {
		answer(await db.rpc('take_watch', { place_id: placeId, week, op_id: id }));
	},
	landed: hasLanded
};

const leaveWatch: Kind<Week> = {
	v: 1,
	lane: laneOf,
	async perform(db, id, { placeId, week }) {
		answer(await db.rpc('leave_watch', { place_id: placeId, week, op_id: id }));
	},
	landed: hasLanded
};

const saveCode: Kind<AboutPlace & { code: string }> = {
	v: 1,
	lane: laneOf,
	async perform(db, id, { placeId, code }) {
		answer(await db.rpc('save_place_secret', { place_id: placeId, access_code: code, op_id: id }));
	},
	landed: hasLanded
};

const removeReport: Kind<AboutPlace & { reportId: string }> = {
	v: 1,
	lane: laneOf,
	async perform(db, id, { reportId }) {
		answer(await db.rpc('remove_place_report', { report_id: reportId, op_id: id }));
	},
	landed: hasLanded
};

const restoreReport: Kind<AboutPlace & { reportId: string }> = {
	v: 1,
	lane: laneOf,
	async perform(db, id, { reportId }) {
		answer(await db.rpc('restore_place_report', { report_id: reportId, op_id: id }));
	},
	landed: hasLanded
};

export const placeCommands = {
	'places.report': report,
	'places.save': save,
	'places.settle': settle,
	'places.claim': claim,
	'places.keeper': keeper,
	'places.take_watch': takeWatch,
	'places.leave_watch': leaveWatch,
	'places.save_code': saveCode,
	'places.remove_report': removeReport,
	'places.restore_report': restoreReport
};

/** What somebody without an account may do. */
export const visitorCommands = { 'places.report': reportAsVisitor };

/**
 * The access code of a place; `null` when there is none.
 * @throws {Refusal} `not_found` when it is not for the caller to know
 */
export async function readPlaceCode(db: Db, placeId: string): Promise<string | null> {
	return answer(await db.rpc('place_secret', { place_id: placeId })) as string | null;
}
