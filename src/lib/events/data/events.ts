import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import type {
	Attendance,
	Event,
	EventAction,
	EventKind,
	EventLine,
	EventState,
	Helper,
	Shift,
	ShiftOffer,
	Signup,
	Standing
} from '#lib/events/domain/event.ts';
import { nowhere } from '#lib/events/domain/event.ts';

const lineColumns =
	'id,slug,kind,title,starts_at,ends_at,address,state,capacity,attending,waiting,series_id,sequence,changed_at,place:places!events_place_id_fkey(slug,name),commune:communes!events_commune_code_fkey(code,name),community:communities!events_community_id_fkey(id,slug,name)';
const wholeColumns = `${lineColumns},about,cancel_note,place_id,published_at,arrivals_per_slot,series:event_series!events_series_id_fkey(rrule),shifts:shifts!shifts_event_id_fkey(id,role,skill,needed,taken,note,position)`;
const organiserColumns = 'organiser_id,organiser:people!events_organiser_id_fkey(display_name)';

interface LineRow {
	id: string;
	slug: string;
	kind: EventKind;
	title: string;
	starts_at: string;
	ends_at: string;
	address: string;
	state: EventState;
	capacity: number | null;
	attending: number;
	waiting: number;
	series_id: string | null;
	sequence: number;
	changed_at: string;
	place: { slug: string; name: string } | null;
	commune: { code: string; name: string } | null;
	community: { id: string; slug: string; name: string } | null;
}

interface WholeRow extends LineRow {
	about: string;
	cancel_note: string;
	place_id: string | null;
	published_at: string | null;
	arrivals_per_slot: number | null;
	series: { rrule: string } | null;
	shifts: (Shift & { position: number })[];
	organiser_id?: string;
	organiser?: { display_name: string } | null;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Which events: all that are announced and not over, unless narrowed. */
export interface Wanted {
	/** Those that end after this instant, ISO 8601. */
	after: string;
	communitySlug?: string;
	placeSlug?: string;
	/** Without what was cancelled. */
	takesPlace?: boolean;
	/** How many at most; 300 when it is not said. */
	most?: number;
}

/** What is announced, the soonest first. */
export async function listEvents(db: Db, wanted: Wanted): Promise<EventLine[]> {
	let columns = lineColumns;
	if (wanted.communitySlug) columns = columns.replace('events_community_id_fkey(', 'events_community_id_fkey!inner(');
	if (wanted.placeSlug) columns = columns.replace('events_place_id_fkey(', 'events_place_id_fkey!inner(');
	let query = db.from('events').select(columns).not('published_at', 'is', null).gt('ends_at', wanted.after);
	if (wanted.communitySlug) query = query.eq('community.slug', wanted.communitySlug);
	if (wanted.placeSlug) query = query.eq('place.slug', wanted.placeSlug);
	if (wanted.takesPlace) query = query.neq('state', 'cancelled');
	const rows = answer(
		await query
			.order('starts_at')
			.order('id')
			.limit(wanted.most ?? 300)
	);
	return (rows as unknown as LineRow[]).map(lineIn);
}

/** What a place or a community is called; `null` when there is none of that address for the reader. */
export async function nameOf(db: Db, what: 'places' | 'communities', slug: string): Promise<string | null> {
	const row = answer(await db.from(what).select('name').eq('slug', slug).maybeSingle()) as { name: string } | null;
	return row && row.name;
}

/** How many hands are missing at each event that begins before `until`, ISO 8601; those that miss none are left out. */
export async function missingHands(db: Db, until: string): Promise<Map<string, number>> {
	const query = db
		.from('shifts')
		.select('event_id,needed,taken,event:events!shifts_event_id_fkey!inner(starts_at,state)')
		.eq('event.state', 'published')
		.lt('event.starts_at', until);
	const found = new Map<string, number>();
	for (const { event_id: id, needed, taken } of answer(await query.limit(3000))) {
		if (taken < needed) found.set(id, (found.get(id) ?? 0) + needed - taken);
	}
	return found;
}

/** One event by its address or its id, as the reader may see it; `null` when there is none for them. */
export async function readEvent(db: Db, address: string, isResident: boolean): Promise<Event | null> {
	const columns = isResident ? `${wholeColumns},${organiserColumns}` : wholeColumns;
	const query = db
		.from('events')
		.select(columns)
		.eq(uuid.test(address) ? 'id' : 'slug', address);
	const row = answer(await query.maybeSingle()) as unknown as WholeRow | null;
	if (!row) return null;
	return {
		...lineIn(row),
		about: row.about,
		organiser: row.organiser_id ? { id: row.organiser_id, name: row.organiser?.display_name ?? '' } : null,
		cancelNote: row.cancel_note,
		placeId: row.place_id,
		publishedAt: row.published_at,
		rrule: row.series?.rrule ?? null,
		arrivalsPerSlot: row.arrivals_per_slot,
		shifts: row.shifts
			.toSorted((a, b) => a.position - b.position || a.id.localeCompare(b.id))
			.map(({ id, role, skill, needed, taken, note }) => ({ id, role, skill, needed, taken, note }))
	};
}

/** Where `me` stands with an event. */
export async function readStanding(
	db: Db,
	me: string,
	event: Pick<Event, 'id' | 'organiser' | 'community' | 'shifts'>
): Promise<Standing> {
	const [attendances, signups, offers, runs] = await Promise.all([
		db
			.from('attendances')
			.select('id,state,asked_at')
			.eq('event_id', event.id)
			.eq('person_id', me)
			.neq('state', 'cancelled')
			.limit(1),
		event.shifts.length
			? db
					.from('shift_signups')
					.select('id,shift_id')
					.eq('person_id', me)
					.eq('state', 'taken')
					.in(
						'shift_id',
						event.shifts.map(({ id }) => id)
					)
			: null,
		event.shifts.length
			? db
					.from('shift_offers')
					.select('id,signup_id,shift_id,to_id,against_id')
					.eq('event_id', event.id)
					.eq('state', 'open')
					.order('made_at')
					.limit(200)
			: null,
		event.community && event.organiser?.id !== me
			? db
					.from('memberships')
					.select('role')
					.eq('community_id', event.community.id)
					.eq('person_id', me)
					.eq('state', 'active')
					.in('role', ['moderator', 'organiser'])
			: null
	]);
	const seat = answer(attendances)[0];
	return {
		...nowhere,
		attendance: seat ? attendanceIn(seat) : null,
		signups: signups ? answer(signups).map(({ id, shift_id: shiftId }): Signup => ({ id, shiftId })) : [],
		offers: offers ? answer(offers).map(offerIn) : [],
		runs: event.organiser?.id === me || (runs !== null && answer(runs).length > 0)
	};
}

/** Somebody who comes, as those who run or help see it. */
export interface Guest extends Attendance {
	person: { id: string; name: string };
}

/** Who comes or waits, in the order of asking: for those who run or help the event. */
export async function listGuests(db: Db, eventId: string): Promise<Guest[]> {
	const rows = answer(
		await db
			.from('attendances')
			.select('id,state,asked_at,person_id,person:people!attendances_person_id_fkey(display_name)')
			.eq('event_id', eventId)
			.neq('state', 'cancelled')
			.order('asked_at')
			.limit(1000)
	) as unknown as {
		id: string;
		state: Attendance['state'];
		asked_at: string;
		person_id: string;
		person: { display_name: string } | null;
	}[];
	return rows.map((row) => ({
		...attendanceIn(row),
		person: { id: row.person_id, name: row.person?.display_name ?? '' }
	}));
}

/** Who took which shift: for those who run or help the event. */
export async function listHelpers(db: Db, shiftIds: string[]): Promise<Helper[]> {
	if (!shiftIds.length) return [];
	const rows = answer(
		await db
			.from('shift_signups')
			.select('id,shift_id,person_id,person:people!shift_signups_person_id_fkey(display_name)')
			.in('shift_id', shiftIds)
			.eq('state', 'taken')
			.order('taken_at')
	) as unknown as { id: string; shift_id: string; person_id: string; person: { display_name: string } | null }[];
	return rows.map((row) => ({
		id: row.id,
		shiftId: row.shift_id,
		person: { id: row.person_id, name: row.person?.display_name ?? '' }
	}));
}

/** Events the reader runs, helps or comes to, and drafts of theirs: ids, for lists. */
export async function listMine(db: Db, me: string): Promise<EventLine[]> {
	const [own, seats, shifts] = await Promise.all([
		db
			.from('events')
			.select(lineColumns)
			.eq('organiser_id', me)
			.neq('state', 'cancelled')
			.order('starts_at', { ascending: false })
			.limit(100),
		db
			.from('attendances')
			.select(`event:events!attendances_event_id_fkey(${lineColumns})`)
			.eq('person_id', me)
			.in('state', ['attending', 'waitlisted', 'checked_in'])
			.limit(200),
		db
			.from('shift_signups')
			.select(`shift:shifts!shift_signups_shift_id_fkey(event:events!shifts_event_id_fkey(${lineColumns}))`)
			.eq('person_id', me)
			.eq('state', 'taken')
			.limit(200)
	]);
	const rows = [
		...(answer(own) as unknown as LineRow[]),
		...(answer(seats) as unknown as { event: LineRow | null }[]).map(({ event }) => event),
		...(answer(shifts) as unknown as { shift: { event: LineRow | null } | null }[]).map(
			({ shift }) => shift?.event ?? null
		)
	].filter((row): row is LineRow => row !== null);
	return [...new Map(rows.map((row) => [row.id, lineIn(row)])).values()].toSorted(
		(a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt)
	);
}

/** Communities in whose name `me` may call people together. */
export async function listMyCommunities(db: Db, me: string): Promise<{ id: string; name: string }[]> {
	const query = db
		.from('memberships')
		.select('community:communities!memberships_community_id_fkey(id,name)')
		.eq('person_id', me)
		.eq('state', 'active');
	const rows = answer(await query.limit(50)) as unknown as { community: { id: string; name: string } | null }[];
	return rows.flatMap(({ community }) => community ?? []).toSorted((a, b) => a.name.localeCompare(b.name, 'fr'));
}

/** A place of the directory, as an event names it; `null` when it is not there for the reader. */
export async function readPlaceChoice(
	db: Db,
	slug: string
): Promise<{ id: string; name: string; communeCode: string | null } | null> {
	const query = db.from('places').select('id,name,commune_code').eq('slug', slug).maybeSingle();
	const row = answer(await query) as { id: string; name: string; commune_code: string | null } | null;
	return row && { id: row.id, name: row.name, communeCode: row.commune_code };
}

/** What an event is written with; what is left out stays as it is. */
export interface Written {
	kind?: EventKind;
	title?: string;
	about?: string;
	communityId?: string | null;
	placeId?: string | null;
	address?: string;
	communeCode?: string | null;
	startsAt?: string;
	endsAt?: string;
	capacity?: number | null;
}

const columnOf: Record<keyof Written, string> = {
	kind: 'kind',
	title: 'title',
	about: 'about',
	communityId: 'community_id',
	placeId: 'place_id',
	address: 'address',
	communeCode: 'commune_code',
	startsAt: 'starts_at',
	endsAt: 'ends_at',
	capacity: 'capacity'
};

function columnsIn(written: Written): Record<string, string | number | null> {
	return Object.fromEntries(
		Object.entries(written)
			.filter(([, value]) => value !== undefined)
			.map(([key, value]) => [columnOf[key as keyof Written], value])
	);
}

/** Writes a new draft, or changes an event. @throws {Refusal} `starts_in_past`, `not_available`, `wrong_state`, `quota_reached`... */
export async function saveEvent(db: Db, opId: string, eventId: string, written: Written): Promise<void> {
	answer(await db.rpc('save_event', { id: eventId, changes: columnsIn(written), op_id: opId }));
}

/** What an event asks of volunteers, as its form writes it. */
export type WrittenShift = Pick<Shift, 'id' | 'role' | 'skill' | 'needed' | 'note'>;

/** Makes `shifts` the hands it asks for. @throws {Refusal} `not_available` for fewer than were lent, `wrong_state`... */
export async function saveShifts(db: Db, opId: string, eventId: string, shifts: WrittenShift[]): Promise<void> {
	answer(
		await db.rpc('save_shifts', { event_id: eventId, shifts: shifts.map((shift) => ({ ...shift })), op_id: opId })
	);
}

/** Moves it one step. @throws {Refusal} `wrong_state`, `already_done`, `starts_in_past`... */
export async function advanceEvent(
	db: Db,
	opId: string,
	eventId: string,
	action: EventAction,
	word: string
): Promise<void> {
	answer(await db.rpc('advance_event', { id: eventId, action, op_id: opId, word: word || null }));
}

/** Makes it the first of a series. Safe to repeat with the same `id`. @throws {Refusal} `invalid_value`, `wrong_state`, `quota_reached` */
export async function repeatEvent(db: Db, id: string, eventId: string, rrule: string): Promise<void> {
	answer(await db.rpc('repeat_event', { id, event_id: eventId, rrule }));
}

/** What every event to come of a series is changed to; hours are `HH:MM` in Paris. */
export interface SeriesChanges {
	kind?: EventKind;
	title?: string;
	about?: string;
	address?: string;
	communeCode?: string | null;
	placeId?: string | null;
	capacity?: number | null;
	fromTime?: string;
	untilTime?: string;
}

/** Changes a series. @throws {Refusal} `not_available`, `wrong_state`, `invalid_value`... */
export async function saveSeries(db: Db, opId: string, seriesId: string, changes: SeriesChanges): Promise<void> {
	const { fromTime, untilTime, ...rest } = changes;
	const hours = { ...(fromTime && { from_time: fromTime }), ...(untilTime && { until_time: untilTime }) };
	answer(await db.rpc('save_series', { id: seriesId, changes: { ...columnsIn(rest), ...hours }, op_id: opId }));
}

/** Announces or ends a series. @throws {Refusal} `already_done`, `wrong_state`... */
export async function advanceSeries(
	db: Db,
	opId: string,
	seriesId: string,
	action: 'publish' | 'cancel',
	word: string
): Promise<void> {
	answer(await db.rpc('advance_series', { id: seriesId, action, op_id: opId, word: word || null }));
}

/** Says that one comes. Safe to repeat with the same `id`. @throws {Refusal} `not_available`, `already_done`, `wrong_state`, `full`... */
export async function attendEvent(db: Db, id: string, eventId: string): Promise<void> {
	answer(await db.rpc('attend_event', { id, event_id: eventId }));
}

/** Gives a seat back. @throws {Refusal} `not_found`, `wrong_state` */
export async function leaveEvent(db: Db, attendanceId: string): Promise<void> {
	answer(await db.rpc('leave_event', { id: attendanceId }));
}

/** One step at the door. @throws {Refusal} `full`, `already_done`, `wrong_state`... */
export async function advanceAttendance(db: Db, opId: string, attendanceId: string, action: DoorAction): Promise<void> {
	answer(await db.rpc('advance_attendance', { id: attendanceId, action, op_id: opId }));
}
export type DoorAction = 'check_in' | 'undo_check_in' | 'check_out';

/** Takes a shift. Safe to repeat with the same `id`. @throws {Refusal} `full`, `already_done`, `wrong_state`... */
export async function takeShift(db: Db, id: string, shiftId: string): Promise<void> {
	answer(await db.rpc('take_shift', { id, shift_id: shiftId }));
}

/** Gives a shift back. @throws {Refusal} `not_found`, `wrong_state` */
export async function leaveShift(db: Db, signupId: string): Promise<void> {
	answer(await db.rpc('leave_shift', { id: signupId }));
}

/** Changes a shift for another of the same event; when that is full, the first is kept. @throws {Refusal} `full`, `wrong_state`... */
export async function swapShift(db: Db, id: string, shiftId: string, insteadOf: string): Promise<void> {
	answer(await db.rpc('swap_shift', { id, shift_id: shiftId, instead_of: insteadOf }));
}

/** What is proposed to whom, and what is asked in exchange. */
export type Proposal = Omit<ShiftOffer, 'id' | 'shiftId'>;

/** Proposes a shift one holds. Safe to repeat with the same `id`. @throws {Refusal} `already_done`, `not_available`, `wrong_state`... */
export async function offerShift(db: Db, id: string, { signupId, toId, againstId }: Proposal): Promise<void> {
	answer(await db.rpc('offer_shift', { id, signup_id: signupId, to_id: toId, against_id: againstId }));
}

/**
 * Answers a proposal, or takes one's own back. Accepted, the shift is the caller's under a signup that bears `opId`.
 * @throws {Refusal} `not_available` when somebody else has it or it was taken back, `wrong_state`...
 */
export async function advanceShiftOffer(
	db: Db,
	opId: string,
	offerId: string,
	action: 'accept' | 'decline' | 'withdraw'
): Promise<void> {
	answer(await db.rpc('advance_shift_offer', { id: offerId, action, op_id: opId }));
}

interface OfferRow {
	id: string;
	signup_id: string;
	shift_id: string;
	to_id: string | null;
	against_id: string | null;
}

function offerIn({
	id,
	signup_id: signupId,
	shift_id: shiftId,
	to_id: toId,
	against_id: againstId
}: OfferRow): ShiftOffer {
	return { id, signupId, shiftId, toId, againstId };
}

function attendanceIn(row: { id: string; state: Attendance['state']; asked_at: string }): Attendance {
	return { id: row.id, state: row.state, askedAt: row.asked_at };
}

function lineIn(row: LineRow): EventLine {
	return {
		id: row.id,
		slug: row.slug,
		kind: row.kind,
		title: row.title,
		startsAt: row.starts_at,
		endsAt: row.ends_at,
		address: row.address,
		place: row.place,
		commune: row.commune,
		community: row.community,
		state: row.state,
		capacity: row.capacity,
		attending: row.attending,
		waiting: row.waiting,
		seriesId: row.series_id,
		sequence: row.sequence,
		changedAt: row.changed_at
	};
}
