import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import type { Condition, GiftRule, Kind, Listing, ListingStatus } from '#lib/listings/domain/listing.ts';
import type { Category } from '#lib/territory/domain/category.ts';

/** What a whole listing is read by. */
export const columns =
	'id,kind,title,description,condition,units,instant,min_days,max_days,lead_hours,slot_minutes,deposit_note,choice_rule,choose_by,spoken_for,status,out_of_order_since,checked_on,published_at,expires_at,owner:people!listings_owner_id_fkey(id,display_name),commune:communes!listings_commune_code_fkey(code,name),category:categories!listings_category_slug_fkey(slug,parent_slug,label_fr,label_en,icon),photos:listing_photos!listing_photos_listing_id_fkey(position,path,width,height)';

interface CategoryRow {
	slug: string;
	parent_slug: string | null;
	label_fr: string;
	label_en: string;
	icon: string;
}

/** A listing as it is read. */
export interface Row {
	id: string;
	kind: Kind;
	title: string;
	description: string;
	category: CategoryRow | null;
	condition: Condition | null;
	units: number;
	instant: boolean;
	min_days: number;
	max_days: number;
	lead_hours: number;
	slot_minutes: number | null;
	deposit_note: string;
	choice_rule: GiftRule;
	choose_by: string | null;
	spoken_for: boolean;
	status: ListingStatus;
	out_of_order_since: string | null;
	checked_on: string | null;
	published_at: string | null;
	expires_at: string;
	owner: { id: string; display_name: string } | null;
	commune: { code: string; name: string } | null;
	photos: { position: number; path: string; width: number; height: number }[];
}

/** The listing called `id`, with its photographs in order; `null` when there is none that the reader may see. */
export async function readListing(db: Db, id: string): Promise<Listing | null> {
	const row = answer(await db.from('listings').select(columns).eq('id', id).maybeSingle()) as Row | null;
	return row && listingIn(row);
}

const perPage = 1000;
/** What one sitemap may hold. */
const mostPages = 20;

/** Every listing that the reader may see: for search engines, so read as a visitor. */
export async function listPublished(db: Db): Promise<{ id: string; updatedAt: string }[]> {
	const all: { id: string; updatedAt: string }[] = [];
	for (let page = 0; page < mostPages; page++) {
		const query = db.from('listings').select('id,updated_at').eq('status', 'published').order('id').limit(perPage);
		const rows = answer(await (all.length ? query.gt('id', all.at(-1)!.id) : query)) as {
			id: string;
			updated_at: string;
		}[];
		all.push(...rows.map((row) => ({ id: row.id, updatedAt: row.updated_at })));
		if (rows.length < perPage) break;
	}
	return all;
}

/** The listing that a row is, its photographs in order. */
export function listingIn(row: Row): Listing {
	return {
		id: row.id,
		owner: { id: row.owner?.id ?? '', name: row.owner?.display_name ?? '' },
		kind: row.kind,
		title: row.title,
		description: row.description,
		category: row.category && categoryIn(row.category),
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
		spokenFor: row.spoken_for,
		commune: row.commune,
		status: row.status,
		outOfOrder: row.out_of_order_since !== null,
		checkedOn: row.checked_on,
		publishedAt: row.published_at,
		expiresAt: row.expires_at,
		photos: row.photos
			.toSorted((a, b) => a.position - b.position)
			.map(({ path, width, height }) => ({ path, width, height }))
	};
}

function categoryIn(row: CategoryRow): Category {
	const { slug, parent_slug: parent, label_fr: fr, label_en: en, icon } = row;
	return { slug, parent, label: { fr, en }, icon };
}
