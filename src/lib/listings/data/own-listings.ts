import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import { newId } from '#lib/offline/command.ts';
import type { Draft } from '#lib/listings/domain/draft.ts';
import type { ListingStatus } from '#lib/listings/domain/listing.ts';
import type { OwnListing } from '#lib/listings/domain/own-listing.ts';

/** Every listing of a person, the last changed first. */
export async function listOwn(db: Db, personId: string): Promise<OwnListing[]> {
	const columns = 'id,kind,title,status,expires_at,broken_units,listing_photos(position,path)';
	const query = db.from('listings').select(columns).eq('owner_id', personId);
	const [listings, wishes] = await Promise.all([
		query.order('updated_at', { ascending: false }).limit(200),
		db.from('repair_wishes').select('listing_id,problem')
	]);
	const problems = new Map(answer(wishes).map(({ listing_id, problem }) => [listing_id, problem]));
	const rows = answer(listings);
	return rows.map((row) => ({
		id: row.id,
		kind: row.kind,
		title: row.title,
		status: row.status,
		expiresAt: row.expires_at,
		broken: row.broken_units.length > 0,
		repairWish: problems.get(row.id) ?? null,
		photoPath: row.listing_photos.toSorted((a, b) => a.position - b.position)[0]?.path ?? null
	}));
}

/** One's own listing as a draft, and how it stands. */
export type OwnDraft = Draft & { status: ListingStatus };

const draftColumns =
	'id,kind,title,description,category_slug,condition,units,instant,min_days,max_days,lead_hours,slot_minutes,deposit_note,choice_rule,choose_by,commune_code,status,updated_at,listing_photos(position,path,width,height)';

/** One's own listing as a draft, to be changed; `null` when it is not there or belongs to somebody else. */
export async function readAsDraft(db: Db, personId: string, id: string): Promise<OwnDraft | null> {
	const query = db.from('listings').select(draftColumns).eq('id', id).eq('owner_id', personId).limit(1);
	const row = answer(await query)[0];
	return row ? draftIn(row) : null;
}

/** Every listing of a person as a draft; 200 at most. */
export async function listAsDrafts(db: Db, personId: string): Promise<OwnDraft[]> {
	const query = db.from('listings').select(draftColumns).eq('owner_id', personId);
	return answer(await query.order('updated_at', { ascending: false }).limit(200)).map(draftIn);
}

interface DraftRow {
	id: string;
	kind: Draft['kind'];
	title: string;
	description: string;
	category_slug: string | null;
	condition: Draft['condition'];
	units: number;
	instant: boolean;
	min_days: number;
	max_days: number;
	lead_hours: number;
	slot_minutes: number | null;
	deposit_note: string;
	choice_rule: Draft['choiceRule'];
	choose_by: string | null;
	commune_code: string | null;
	status: ListingStatus;
	updated_at: string;
	listing_photos: { position: number; path: string; width: number; height: number }[];
}

function draftIn(row: DraftRow): OwnDraft {
	return {
		listingId: row.id,
		publishId: newId(),
		kind: row.kind,
		title: row.title,
		description: row.description,
		category: row.category_slug,
		condition: row.condition,
		units: row.units,
		instant: row.instant,
		minDays: row.min_days,
		maxDays: row.max_days,
		leadHours: row.lead_hours,
		slotMinutes: row.slot_minutes,
		depositNote: row.deposit_note,
		choiceRule: row.choice_rule,
		chooseBy: row.choose_by,
		commune: row.commune_code,
		photos: row.listing_photos
			.toSorted((a, b) => a.position - b.position)
			.map(({ path, width, height }) => ({ id: nameIn(path), path, width, height })),
		changedAt: Date.parse(row.updated_at),
		status: row.status
	};
}

function nameIn(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1, -'.webp'.length);
}
