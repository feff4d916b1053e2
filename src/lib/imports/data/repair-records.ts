import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import { isRefusalCode } from '#lib/errors/refusal.ts';
import type { Imported, Line, Outcome } from '#lib/imports/domain/imported.ts';
import type { OrdsCategory, RepairRecord } from '#lib/imports/domain/ords.ts';

/** The most records of one call: the database takes 500. */
export const recordsAtOnce = 250;

/** Who records what is repaired here, in the standard's words. */
const provider = 'Passerelle';

/** The standard's categories, and the labels of what is none of them. */
export async function recordCategories(db: Db): Promise<{ standard: OrdsCategory[]; unpowered: string[] }> {
	const rows = answer(await db.from('product_categories').select('id,value,label_fr,label_en').order('id'));
	return {
		standard: rows.flatMap(({ id, value, label_fr, label_en }) =>
			value === null ? [] : [{ id, value, labels: [label_fr, label_en] }]
		),
		unpowered: rows.flatMap(({ value, label_fr, label_en }) => (value === null ? [label_fr, label_en] : []))
	};
}

/** Communities that the caller runs, by name: what past records may be brought to. */
export async function communitiesIRun(db: Db, personId: string): Promise<{ id: string; name: string }[]> {
	const query = db
		.from('memberships')
		.select('community:communities!memberships_community_id_fkey(id,name)')
		.eq('person_id', personId)
		.eq('state', 'active')
		.in('role', ['moderator', 'organiser']);
	const rows = answer(await query) as unknown as { community: { id: string; name: string } | null }[];
	return rows.flatMap(({ community }) => community ?? []).toSorted((a, b) => a.name.localeCompare(b.name));
}

/**
 * Brings a batch of past records to a community, 250 at the most; with `rehearse` it only says what would become of each.
 * @throws {Refusal} `sign_in_first`, `not_allowed`, `invalid_value`
 */
export async function importRecords(
	db: Db,
	communityId: string,
	lines: readonly Line<RepairRecord>[],
	rehearse: boolean
): Promise<Imported[]> {
	const asked = { community_id: communityId, lines: lines.map(({ row }) => spoken(row)), rehearse };
	return answer(await db.rpc('import_repair_records', asked)).map(({ line, outcome, why }) => ({
		line: lines[line - 1]!.line,
		outcome: outcome as Outcome,
		why: why === null ? null : isRefusalCode(why) ? why : 'invalid_value'
	}));
}

/** Every repair that the caller may know of, by id: all, of one event, or of one community. */
export async function exportedRecords(
	db: Db,
	{ eventId, communityId }: { eventId?: string; communityId?: string }
): Promise<RepairRecord[]> {
	const records: RepairRecord[] = [];
	for (let after: string | undefined; ;) {
		const asked = { event_id: eventId, community_id: communityId, after };
		const rows = answer(await db.rpc('repair_records', asked));
		for (const row of rows) {
			records.push({
				id: `passerelle-${row.id}`,
				dataProvider: provider,
				country: 'FRA',
				partnerProductCategory: row.partner_product_category,
				productCategoryId: row.product_category_id,
				brand: row.brand,
				yearOfManufacture: row.year_of_manufacture,
				productAge: row.product_age,
				repairStatus: row.repair_status,
				repairBarrier: row.repair_barrier,
				groupIdentifier: row.group_identifier,
				eventDate: row.event_date,
				problem: row.problem
			});
			after = row.id;
		}
		if (rows.length < 1000) return records;
	}
}

/** The event whose page is called so, if the caller sees one. */
export async function eventIdCalled(db: Db, slug: string): Promise<string | null> {
	return answer(await db.from('events').select('id').eq('slug', slug).limit(1))[0]?.id ?? null;
}

/** The community called so, if the caller sees one. */
export async function communityIdCalled(db: Db, slug: string): Promise<string | null> {
	return answer(await db.from('communities').select('id').eq('slug', slug).limit(1))[0]?.id ?? null;
}

function spoken(row: RepairRecord) {
	return {
		record_id: row.id,
		data_provider: row.dataProvider,
		country: row.country,
		partner_product_category: row.partnerProductCategory,
		product_category_id: row.productCategoryId,
		brand: row.brand,
		year_of_manufacture: row.yearOfManufacture,
		product_age: row.productAge,
		repair_status: row.repairStatus,
		repair_barrier: row.repairBarrier,
		group_identifier: row.groupIdentifier,
		event_date: row.eventDate,
		problem: row.problem
	};
}
