import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import { Refusal } from '#lib/errors/refusal.ts';
import type { SessionPack } from '#lib/repairs/domain/hall-from-pack.ts';
import type { VisitState } from '#lib/repairs/domain/hall.ts';
import type { ItemDetails, RepairAction, VisitAction, WalkInItem } from '#lib/repairs/domain/hall-steps.ts';

/** All that a device needs to run the session under `slug` without network. @throws {Refusal} `not_allowed` also for no such session */
export async function readSessionPack(db: Db, slug: string): Promise<SessionPack> {
	const event = answer(await db.from('events').select('id').eq('slug', slug).maybeSingle()) as { id: string } | null;
	if (!event) throw new Refusal('not_allowed');
	return answer(await db.rpc('session_pack', { event_id: event.id })) as unknown as SessionPack;
}

/** Reserves 1 to 50 numbers under `opId`: nobody else gives them. @throws {Refusal} `not_allowed`, `quota_reached`… */
export async function reserveTickets(db: Db, opId: string, eventId: string, howMany: number): Promise<void> {
	answer(await db.rpc('reserve_tickets', { event_id: eventId, op_id: opId, how_many: howMany }));
}

/** Somebody at the door, with or without an account, and what they brought. Their visit bears `id`. */
export interface WalkIn {
	eventId: string;
	name: string;
	/** Of this device's own; the database gives one when it is `null`, or was given meanwhile. */
	ticket: number | null;
	/** Opens their page: 22 characters of base64url. */
	page: string | null;
	items: WalkInItem[];
}

/** Notes a walk-in. Safe to repeat. @throws {Refusal} `not_allowed`, `wrong_state`, `full`… */
export async function registerWalkIn(db: Db, id: string, said: WalkIn): Promise<void> {
	const items = said.items.map(({ id: itemId, categoryId, name, problem }, at) => ({
		id: itemId,
		product_category_id: categoryId,
		partner_product_category: name,
		problem,
		...(at === 0 && said.ticket !== null ? { ticket: said.ticket } : {})
	}));
	const { eventId, name, page } = said;
	answer(await db.rpc('register_walk_in', { id, event_id: eventId, name, items, token: page ?? undefined }));
}

/** A step of a visit, of the session `eventId`. */
export interface VisitStep {
	eventId: string;
	visitId: string;
	action: VisitAction;
	ticket: number | null;
	page?: string | null;
	/** The act that an `undo` takes back; the caller's last when it is left out. */
	undoes?: string | null;
	/** Where the visit stood when it was pressed: for what this device shows meanwhile. */
	from?: VisitState;
}

/** Moves a visit one step. Safe to repeat. @throws {Refusal} `wrong_state`, `already_done`, `not_found`… */
export async function advanceVisit(db: Db, opId: string, step: VisitStep): Promise<void> {
	const { visitId, action, ticket, page, undoes } = step;
	const said = action === 'check_in' ? { ticket, token: page } : action === 'undo' ? { undoes } : {};
	answer(await db.rpc('advance_visit', { id: visitId, action, op_id: opId, details: without(said) }));
}

/** A step of one thing, of the session `eventId`. */
export interface ThingStep {
	eventId: string;
	visitId: string;
	itemId: string;
	action: RepairAction;
	details: ItemDetails;
	undoes?: string | null;
}

/** Moves a thing one step. Safe to repeat. @throws {Refusal} `not_available` when somebody else has it, `wrong_state`… */
export async function advanceRepair(db: Db, opId: string, step: ThingStep): Promise<void> {
	const { itemId, action, details, undoes } = step;
	const said = action === 'undo' ? without({ undoes }) : columnsOf(details);
	answer(await db.rpc('advance_repair', { id: itemId, action, details: said, op_id: opId }));
}

type Json = Record<string, string | number | boolean | null>;

const columns: Partial<Record<keyof ItemDetails, string>> = {
	categoryId: 'product_category_id',
	name: 'partner_product_category',
	problem: 'problem',
	priority: 'priority',
	table: 'at_table',
	to: 'to',
	also: 'also',
	status: 'repair_status',
	barrier: 'repair_barrier',
	weightGrams: 'weight_grams',
	minutes: 'minutes',
	notes: 'notes',
	goesTo: 'goes_to',
	goesToPlaceId: 'goes_to_place_id',
	parts: 'parts'
};

function columnsOf(details: ItemDetails): Json {
	const said = Object.entries(details).flatMap(([name, value]) => {
		const column = columns[name as keyof ItemDetails];
		return column && value !== undefined ? [[column, value]] : [];
	});
	return Object.fromEntries(said) as Json;
}

function without(said: Record<string, string | number | null | undefined>): Json {
	return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null && value !== undefined)) as Json;
}
