import type {
	Destination,
	Hall,
	HallItem,
	HallVisit,
	ItemState,
	RepairBarrier,
	RepairStatus,
	TicketBlock,
	VisitState
} from './hall.ts';

/** What `session_pack` answers: a session as those who help it see it. Instants are ISO 8601 in UTC. */
export interface SessionPack {
	made_at: string;
	me: string;
	event: {
		id: string;
		slug: string;
		title: string;
		starts_at: string;
		ends_at: string;
		state: string;
		place: string | null;
	};
	helpers: { id: string; name: string; roles: string[]; skills: string[] }[];
	visits: PackedVisit[];
	items: PackedItem[];
	/** Of the caller, on whatever device. */
	blocks: TicketBlock[];
	categories: PackedCategory[];
	/** Of packs kept by an earlier version: left out. */
	places?: PackedOutlet[];
}

interface PackedVisit {
	id: string;
	walk_in: boolean;
	state: VisitState;
	ticket: number | null;
	arrival_at: string | null;
	checked_in_at: string | null;
	/** `null` of somebody who is hidden from the caller, or was forgotten. */
	name: string | null;
	page: string | null;
}

interface PackedItem {
	id: string;
	visit_id: string;
	position: number;
	product_category_id: number | null;
	partner_product_category: string;
	problem: string;
	/** Of its photograph, in the bucket of faults. */
	photo_path?: string | null;
	parts: string;
	awaits_part: boolean;
	state: ItemState;
	priority: number;
	queued_at: string | null;
	claimed_by: string | null;
	claimed_at: string | null;
	called_at: string | null;
	at_table: string;
	repair_status: RepairStatus | null;
	repair_barrier: RepairBarrier | null;
	weight_grams: number | null;
	minutes: number | null;
	notes: string;
	done_at: string | null;
	goes_to?: Destination | null;
	goes_to_place_id?: string | null;
	/** Of packs kept by an earlier version: left out. */
	before?: { on: string; repair_status: RepairStatus | null; notes: string; parts: string } | null;
	mistaken: boolean;
}

interface PackedCategory {
	id: number;
	label_fr: string;
	label_en: string;
	powered: boolean;
	skill: string | null;
	weight_grams: number | null;
	usual_minutes: number;
}

interface PackedOutlet {
	id: string;
	slug: string;
	name: string;
	address: string;
	opening_hours: string;
	distance_meters: number | null;
	takes: number[];
}

/**
 * The hall as `pack` has it, in the reader's language. Of the numbers reserved by the same person, those of `ours` alone
 * are this device's to give: their other tablets give the rest. `nobody` stands for a name that is not to be known.
 */
export function hallFrom(pack: SessionPack, ours: string[], language: 'fr' | 'en', nobody: string): Hall {
	const { event } = pack;
	return {
		event: {
			id: event.id,
			slug: event.slug,
			title: event.title,
			startsAt: event.starts_at,
			endsAt: event.ends_at,
			place: event.place ?? ''
		},
		volunteers: pack.helpers.map(({ id, name, skills }) => ({ id, name, skills })),
		visits: pack.visits.map((visit) => visitIn(visit, nobody)),
		items: pack.items.map(itemIn),
		categories: pack.categories.map((category) => ({
			id: category.id,
			label: language === 'fr' ? category.label_fr : category.label_en,
			skill: category.skill ?? '',
			powered: category.powered,
			minutes: category.usual_minutes,
			weightGrams: category.weight_grams
		})),
		outlets: (pack.places ?? []).map(({ opening_hours: openingHours, distance_meters: distanceMeters, ...place }) => ({
			...place,
			openingHours,
			distanceMeters
		})),
		blocks: pack.blocks.filter(({ id }) => ours.includes(id))
	};
}

function visitIn(row: PackedVisit, nobody: string): HallVisit {
	return {
		id: row.id,
		name: row.name ?? nobody,
		ticket: row.ticket,
		state: row.state,
		arrivalAt: row.arrival_at,
		checkedInAt: row.checked_in_at,
		walkIn: row.walk_in,
		page: row.page
	};
}

function itemIn(row: PackedItem): HallItem {
	const { before } = row;
	return {
		id: row.id,
		visitId: row.visit_id,
		position: row.position,
		categoryId: row.product_category_id,
		name: row.partner_product_category,
		problem: row.problem,
		state: row.state,
		priority: row.priority,
		queuedAt: row.queued_at,
		claimedBy: row.claimed_by,
		claimedAt: row.claimed_at,
		calledAt: row.called_at,
		table: row.at_table,
		status: row.repair_status,
		barrier: row.repair_barrier,
		weightGrams: row.weight_grams,
		minutes: row.minutes,
		notes: row.notes,
		awaitsPart: row.awaits_part,
		parts: row.parts,
		doneAt: row.done_at,
		goesTo: row.goes_to ?? null,
		goesToPlaceId: row.goes_to_place_id ?? null,
		before: before ? { on: before.on, status: before.repair_status, notes: before.notes, parts: before.parts } : null,
		mistaken: row.mistaken
	};
}
