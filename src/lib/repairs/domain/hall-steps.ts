import type { Destination, Hall, HallItem, HallVisit, RepairBarrier, RepairStatus } from './hall.ts';

/** Steps of a visit that the hall takes. */
export type VisitAction = 'check_in' | 'leave' | 'no_show' | 'cancel' | 'undo';

/** Steps of one thing, as the database knows them (`private.repair_steps`). */
export type RepairAction =
	| 'queue'
	| 'claim'
	| 'call'
	| 'release'
	| 'pass_on'
	| 'needs_part'
	| 'done'
	| 'return'
	| 'discard'
	| 'edit'
	| 'prioritise'
	| 'undo';

/** What may be said of a thing along with a step; what is left out stays. */
export interface ItemDetails {
	categoryId?: number | null;
	name?: string;
	problem?: string;
	priority?: number;
	table?: string;
	/** To whom it is passed on; to whoever can, when it is left out. */
	to?: string;
	status?: RepairStatus;
	barrier?: RepairBarrier | null;
	weightGrams?: number | null;
	minutes?: number | null;
	notes?: string;
	/** What is missing. */
	parts?: string;
	/** Of `return`: home, when it is left out. */
	goesTo?: Destination;
	/** With `goesTo: 'place'`: which; left out when nobody says. */
	goesToPlaceId?: string;
	/** Beside another thing that the same hands hold. */
	also?: boolean;
	/** Of `undo`: where the thing stood when it was pressed. Elsewhere by then, it was undone already. */
	from?: Standing;
}

/** Where a thing stands, told apart as finely as a step can be undone. */
export type Standing = HallItem['state'] | 'called';

/** Where `item` stands. */
export function standingOf({ state, calledAt }: Pick<HallItem, 'state' | 'calledAt'>): Standing {
	return state === 'claimed' && calledAt ? 'called' : state;
}

/**
 * What somebody on this device did and the database may not have: `id` is the act's, `undoes` that of the act which an
 * undo takes back, when it is known.
 */
export type HallWish = { id: string; by: string; at: string; undoes?: string | null } & (
	| { is: 'walk_in'; visitId: string; name: string; ticket: number | null; page: string | null; items: WalkInItem[] }
	| {
			is: 'visit';
			visitId: string;
			action: VisitAction;
			ticket: number | null;
			page?: string | null;
			from?: HallVisit['state'];
	  }
	| { is: 'repair'; itemId: string; action: RepairAction; details: ItemDetails }
);

/** A thing as it is first described. */
export interface WalkInItem {
	id: string;
	categoryId: number | null;
	name: string;
	problem: string;
}

/** The hall as it will be once all of `wishes` have arrived, in the order they were made. */
export function hallWith(hall: Hall, wishes: HallWish[]): Hall {
	// An act that is unsent too, and what takes it back, come to nothing: also where what it undoes cannot be foretold.
	const made = new Set(wishes.map(({ id }) => id));
	const pairs = wishes.filter(({ undoes }) => undoes && made.has(undoes));
	const nothing = new Set(
		pairs.filter(({ undoes }) => !isWalkIn(wishes, undoes!)).flatMap(({ id, undoes }) => [id, undoes])
	);
	return wishes.filter(({ id }) => !nothing.has(id)).reduce(withWish, hall);
}

const isWalkIn = (wishes: HallWish[], id: string) => wishes.some((wish) => wish.id === id && wish.is === 'walk_in');

/**
 * The hall as it will be once `wish` has arrived. What makes no sense any more, or has arrived already, changes nothing:
 * the database has the last word.
 */
export function withWish(hall: Hall, wish: HallWish): Hall {
	if (wish.is === 'walk_in') return withWalkIn(hall, wish);
	if (wish.is === 'visit') return withVisitStep(hall, wish);
	const item = hall.items.find(({ id }) => id === wish.itemId);
	const next = item && itemAfter(item, wish.action, wish.details, wish.by, wish.at);
	if (!next) return hall;
	return { ...hall, items: hall.items.map((one) => (one.id === next.id ? next : one)) };
}

function withWalkIn(hall: Hall, wish: Extract<HallWish, { is: 'walk_in' }>): Hall {
	if (hall.visits.some(({ id }) => id === wish.visitId)) return hall;
	const visit: HallVisit = {
		id: wish.visitId,
		name: wish.name,
		ticket: wish.ticket,
		state: 'checked_in',
		arrivalAt: null,
		checkedInAt: wish.at,
		walkIn: true,
		page: wish.page
	};
	const items = wish.items.map((item, position) => newItem(item, position, wish.visitId, wish.at));
	return { ...hall, visits: [...hall.visits, visit], items: [...hall.items, ...items] };
}

function newItem(item: WalkInItem, position: number, visitId: string, at: string): HallItem {
	return {
		...item,
		position,
		visitId,
		state: 'queued',
		priority: 0,
		queuedAt: at,
		claimedBy: null,
		claimedAt: null,
		calledAt: null,
		table: '',
		status: null,
		barrier: null,
		weightGrams: null,
		minutes: null,
		notes: '',
		awaitsPart: false,
		parts: '',
		doneAt: null,
		goesTo: null,
		goesToPlaceId: null,
		before: null,
		mistaken: false
	};
}

const visitSteps: Record<Exclude<VisitAction, 'undo'>, { from: HallVisit['state'][]; to: HallVisit['state'] }> = {
	check_in: { from: ['booked', 'waitlisted', 'no_show', 'cancelled', 'left'], to: 'checked_in' },
	leave: { from: ['checked_in'], to: 'left' },
	no_show: { from: ['booked', 'waitlisted'], to: 'no_show' },
	cancel: { from: ['booked', 'waitlisted'], to: 'cancelled' }
};

function withVisitStep(hall: Hall, wish: Extract<HallWish, { is: 'visit' }>): Hall {
	const visit = hall.visits.find(({ id }) => id === wish.visitId);
	const next = visit && visitAfter(visit, wish);
	if (!next) return hall;
	const visits = hall.visits.map((one) => (one.id === next.id ? next : one));
	const items = hall.items.map((item) => (item.visitId === next.id ? following(item, next, wish.at) : item));
	return { ...hall, visits, items };
}

function visitAfter(visit: HallVisit, wish: Extract<HallWish, { is: 'visit' }>): HallVisit | null {
	if (wish.action === 'undo') return !wish.from || wish.from === visit.state ? visitBefore(visit) : null;
	const step = visitSteps[wish.action];
	if (!step.from.includes(visit.state)) return null;
	if (wish.action !== 'check_in') return { ...visit, state: step.to };
	return {
		...visit,
		state: 'checked_in',
		checkedInAt: wish.at,
		ticket: visit.ticket ?? wish.ticket,
		page: visit.page ?? wish.page ?? null
	};
}

// Somebody keeps the number they were given: it may be on paper already.
function visitBefore(visit: HallVisit): HallVisit | null {
	if (visit.state === 'left') return { ...visit, state: 'checked_in' };
	if (visit.state === 'no_show') return { ...visit, state: 'booked' };
	if (visit.state === 'cancelled') return { ...visit, state: visit.checkedInAt ? 'checked_in' : 'booked' };
	if (visit.state !== 'checked_in') return null;
	if (visit.walkIn) return { ...visit, state: 'cancelled' };
	return { ...visit, state: 'booked', checkedInAt: null };
}

// Things are in the queue for as long as whoever brought them is in the hall (`queueOf`).
function following(item: HallItem, visit: HallVisit, at: string): HallItem {
	if (visit.state === 'checked_in' && item.state === 'registered') {
		return { ...item, state: 'queued', queuedAt: item.queuedAt ?? at };
	}
	return item;
}

const nobody = { claimedBy: null, claimedAt: null, calledAt: null, table: '' } as const;
const noOutcome = {
	status: null,
	barrier: null,
	weightGrams: null,
	minutes: null,
	notes: '',
	awaitsPart: false,
	parts: '',
	doneAt: null,
	goesTo: null,
	goesToPlaceId: null
} as const;

/** One thing after a step of `by` at `at`; `null` when that step cannot be taken from where it is. */
export function itemAfter(
	item: HallItem,
	action: RepairAction,
	details: ItemDetails,
	by: string,
	at: string
): HallItem | null {
	const { to, status, barrier, from, also: _also, ...said } = details;
	const is = (...states: HallItem['state'][]) => states.includes(item.state);
	switch (action) {
		case 'edit':
		case 'prioritise':
			return { ...item, ...said };
		case 'queue':
			if (!is('registered', 'done', 'returned')) return null;
			return { ...item, ...said, ...noOutcome, ...nobody, state: 'queued', queuedAt: item.queuedAt ?? at };
		case 'claim':
			return is('queued') ? { ...item, ...said, state: 'claimed', claimedBy: by, claimedAt: at, calledAt: null } : null;
		case 'call':
			return is('claimed') ? { ...item, ...said, calledAt: at } : null;
		case 'release':
			return is('claimed') ? { ...item, ...said, ...nobody, state: 'queued' } : null;
		case 'pass_on':
			if (!is('claimed', 'queued')) return null;
			if (!to) return { ...item, ...said, ...nobody, state: 'queued' };
			return { ...item, ...said, ...nobody, state: 'claimed', claimedBy: to, claimedAt: at };
		case 'needs_part':
			return is('claimed', 'queued')
				? { ...item, ...said, state: 'done', status: 2, barrier: null, awaitsPart: true, doneAt: at }
				: null;
		case 'done': {
			if (!is('claimed', 'queued', 'registered')) return null;
			const outcome = { status: status ?? 0, barrier: status === 3 ? (barrier ?? null) : null };
			return { ...item, ...said, ...outcome, state: 'done', doneAt: at };
		}
		case 'return':
			return is('done', 'registered', 'queued') ? { ...item, goesTo: 'home', ...said, state: 'returned' } : null;
		case 'discard':
			return is('registered', 'queued') ? { ...item, state: 'returned', mistaken: true } : null;
		case 'undo':
			return !from || from === standingOf(item) ? itemBefore(item) : null;
	}
}

function itemBefore(item: HallItem): HallItem | null {
	if (item.state === 'returned')
		return { ...item, goesTo: null, goesToPlaceId: null, mistaken: false, state: item.doneAt ? 'done' : 'queued' };
	if (item.state === 'done') return { ...item, ...noOutcome, state: item.claimedBy ? 'claimed' : 'queued' };
	if (item.state === 'claimed' && item.calledAt) return { ...item, calledAt: null };
	if (item.state === 'claimed') return { ...item, ...nobody, state: 'queued' };
	return null;
}
