import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import { Refusal } from '#lib/errors/refusal.ts';
import type { Arrival, BookableSession, Booking, ProductCategory, Wished } from '#lib/repairs/domain/booking.ts';
import type { Destination, ItemState, RepairBarrier, RepairStatus, VisitState } from '#lib/repairs/domain/hall.ts';

const sessionColumns = 'id,slug,title,address,starts_at,ends_at,state,place:places!events_place_id_fkey(name)';
const columns = `id,state,arrival_at,ticket,session:events!visits_event_id_fkey(${sessionColumns}),things:repair_items!repair_items_of_a_visit(id,position,product_category_id,partner_product_category,brand,problem,photo_path,state,repair_status,repair_barrier,notes,parts,goes_to,goes_to_listing_id,continues_id,mistaken,place:places!repair_items_goes_to_place_id_fkey(slug,name,address),next:events!repair_items_goes_to_event_id_fkey(${sessionColumns}))`;

interface SessionRow {
	id: string;
	slug: string;
	title: string;
	address: string;
	starts_at: string;
	ends_at: string;
	state: BookableSession['state'];
	place: { name: string } | null;
}

interface Row {
	id: string;
	state: VisitState;
	arrival_at: string | null;
	ticket: number | null;
	session: SessionRow;
	things: {
		id: string;
		position: number;
		product_category_id: number | null;
		partner_product_category: string;
		brand: string;
		problem: string;
		photo_path: string | null;
		state: ItemState;
		repair_status: RepairStatus | null;
		repair_barrier: RepairBarrier | null;
		notes: string;
		parts: string;
		goes_to: Destination | null;
		goes_to_listing_id: string | null;
		continues_id: string | null;
		place: { slug: string; name: string; address: string } | null;
		next: SessionRow | null;
		mistaken: boolean;
	}[];
}

/** The caller's visits to repair sessions, the last 100, in the order they were made. */
export async function listBookings(db: Db, me: string): Promise<Booking[]> {
	const query = db.from('visits').select(columns).eq('person_id', me);
	const rows = answer(await query.order('asked_at', { ascending: false }).limit(100)) as unknown as Row[];
	return rows.map(bookingIn).reverse();
}

/** The repair session under `slug`. @throws {Refusal} `not_found` also for another kind of event, or one that is not for the reader */
export async function readSession(db: Db, slug: string): Promise<BookableSession> {
	const query = db.from('events').select(sessionColumns).eq('slug', slug).eq('kind', 'repair_session').maybeSingle();
	const row = answer(await query) as unknown as SessionRow | null;
	if (!row) throw new Refusal('not_found');
	return sessionIn(row);
}

/** What the caller lends or gives and would like mended, the latest wish first. */
export async function listWished(db: Db): Promise<Wished[]> {
	const columns = 'listing_id,problem,listing:listings!repair_wishes_listing_id_fkey(title)';
	const query = db.from('repair_wishes').select(columns).order('created_at', { ascending: false }).limit(20);
	const rows = answer(await query) as unknown as {
		listing_id: string;
		problem: string;
		listing: { title: string } | null;
	}[];
	return rows.map(({ listing_id, problem, listing }) => ({
		listingId: listing_id,
		title: listing?.title ?? '',
		problem
	}));
}

/** What things are sorted by, the standard's first. */
export async function listProductCategories(db: Db): Promise<ProductCategory[]> {
	const rows = answer(await db.from('product_categories').select('id,label_fr,label_en,powered').order('id'));
	return rows.map(({ id, label_fr: labelFr, label_en: labelEn, powered }) => ({ id, labelFr, labelEn, powered }));
}

/** What a visit brings, as it is first described. */
export interface ThingToBring {
	id: string;
	categoryId: number | null;
	name: string;
	brand: string;
	problem: string;
	/** Of a photograph stored before. */
	photoPath: string | null;
	/** The reader's own listing that this thing is, which they would like mended. */
	listingId: string | null;
	/** The same thing at an earlier session that sent it on; left out by an earlier version. */
	continuesId?: string | null;
}

/**
 * Books. Safe to repeat with the same `id`.
 * @throws {Refusal} `already_done`, `full`, `answer_too_late`, `outside_windows`, `not_available`, `quota_reached`…
 */
export async function bookVisit(
	db: Db,
	id: string,
	asked: { eventId: string; arrivalAt: string; things: ThingToBring[] }
): Promise<void> {
	const items = asked.things.map((thing) => ({
		id: thing.id,
		product_category_id: thing.categoryId,
		partner_product_category: thing.name,
		brand: thing.brand,
		problem: thing.problem,
		photo_path: thing.photoPath,
		listing_id: thing.listingId,
		...(thing.continuesId ? { continues_id: thing.continuesId } : {})
	}));
	answer(await db.rpc('book_visit', { id, event_id: asked.eventId, arrival_at: asked.arrivalAt, items }));
}

/** A session's half hours that one may still come in, and how many more may; none when nobody counts them. */
export async function readArrivals(db: Db, eventId: string): Promise<Arrival[]> {
	const rows = answer(await db.rpc('session_arrivals', { event_id: eventId }));
	return rows.map(({ arrival_at: at, free_places: freePlaces }) => ({ at, freePlaces }));
}

/** Another hour for a visit of one's own. @throws {Refusal} `full`, which leaves the hour they had; `wrong_state`, `answer_too_late`… */
export async function chooseArrival(db: Db, opId: string, visitId: string, arrivalAt: string): Promise<void> {
	answer(await db.rpc('choose_arrival', { id: visitId, arrival_at: arrivalAt, op_id: opId }));
}

/** How many may come in each half hour; `null`: whoever comes. @throws {Refusal} `not_allowed`, `wrong_state`, `invalid_value` */
export async function limitArrivals(db: Db, opId: string, eventId: string, perSlot: number | null): Promise<void> {
	answer(await db.rpc('limit_arrivals', { event_id: eventId, per_slot: perSlot, op_id: opId }));
}

/** What opens the visit's page without an account; `null` once it is forgotten. */
export async function readVisitToken(db: Db, visitId: string): Promise<string | null> {
	return answer(await db.rpc('visit_page', { visit_id: visitId }));
}

function sessionIn(row: SessionRow): BookableSession {
	const { id, slug, title, address, state, starts_at: startsAt, ends_at: endsAt } = row;
	return { id, slug, title, place: [row.place?.name, address].filter(Boolean).join(', '), startsAt, endsAt, state };
}

function bookingIn(row: Row): Booking {
	const things = row.things.filter(({ mistaken }) => !mistaken).toSorted((a, b) => a.position - b.position);
	return {
		id: row.id,
		session: sessionIn(row.session),
		state: row.state,
		arrivalAt: row.arrival_at,
		ticket: row.ticket,
		things: things.map((thing) => ({
			id: thing.id,
			categoryId: thing.product_category_id,
			name: thing.partner_product_category,
			brand: thing.brand,
			problem: thing.problem,
			photoPath: thing.photo_path,
			state: thing.state,
			status: thing.repair_status,
			barrier: thing.repair_barrier,
			notes: thing.notes,
			parts: thing.parts,
			goesTo: thing.goes_to,
			next: thing.next && sessionIn(thing.next),
			place: thing.place,
			lentAs: thing.goes_to_listing_id,
			continuesId: thing.continues_id
		}))
	};
}
