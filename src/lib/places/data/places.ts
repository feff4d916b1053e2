import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import type { Place, PlaceReport, PlaceState, Watch, Wheelchair } from '#lib/places/domain/place.ts';
import { mondayOf } from '#lib/places/domain/rota.ts';
import type { Day } from '#lib/time/paris.ts';

const columns =
	'id,slug,name,kind,about,address,lat,lon,position_is_approximate,commune_code,opening_hours,website,accepts,refuses,accepts_note,access_notes,wheelchair,source,source_url,source_licence,source_date,status,state,state_at,state_since,called_at,updated_at,community:communities!places_held_by_fkey(id,name)';
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const reportsShown = 8;

interface Row {
	id: string;
	slug: string;
	name: string;
	kind: string;
	about: string;
	address: string;
	lat: number | null;
	lon: number | null;
	position_is_approximate: boolean;
	commune_code: string | null;
	opening_hours: string;
	website: string;
	accepts: string[];
	refuses: string[];
	accepts_note: string;
	access_notes: string;
	wheelchair: Wheelchair | null;
	source: string;
	source_url: string;
	source_licence: string;
	source_date: string;
	status: 'open' | 'to-verify' | 'closed';
	state: PlaceState | null;
	state_at: string | null;
	state_since: string | null;
	called_at: string | null;
	updated_at: string;
	community: { id: string; name: string } | null;
}

interface Named {
	id: string;
	display_name: string;
}

interface Told {
	id: string;
	state: PlaceState;
	at: string;
	note: string;
	photo_path: string | null;
	by: Named | null;
}

/**
 * The place called `slug` (or of that id), whole; `null` when there is none that the reader may see. A visitor is told the
 * state of a place, not in whose words, nor who looks after it.
 * @param isResident whether the reader is signed in
 */
export async function readPlace(db: Db, slug: string, isResident: boolean, today: Day): Promise<Place | null> {
	const query = db.from('places').select(columns);
	const row = answer(await query.eq(uuid.test(slug) ? 'id' : 'slug', slug).maybeSingle()) as Row | null;
	if (!row) return null;
	const [reports, watches, keepers] = await Promise.all([
		isResident ? reportsOf(db, row.id) : statesOf(db, row.id),
		watchesOf(db, row.id, isResident, today),
		isResident ? keepersOf(db, row.id) : []
	]);
	return {
		id: row.id,
		slug: row.slug,
		name: row.name,
		kind: row.kind,
		commune: row.commune_code,
		address: row.address,
		lat: row.lat,
		lon: row.lon,
		isApproximate: row.position_is_approximate,
		openingHours: row.opening_hours,
		isToVerify: row.status === 'to-verify',
		isGone: row.status === 'closed',
		seen: row.state && row.state_at ? { state: row.state, at: row.state_at } : null,
		distanceMeters: null,
		takes: null,
		about: row.about,
		website: row.website,
		accepts: row.accepts,
		refuses: row.refuses,
		acceptsNote: row.accepts_note,
		accessNotes: row.access_notes,
		wheelchair: row.wheelchair,
		heldBy: row.community && { id: row.community.id, name: row.community.name },
		source: { name: row.source, url: row.source_url, licence: row.source_licence, date: row.source_date },
		stateSince: row.state_since,
		calledAt: row.called_at,
		updatedAt: row.updated_at,
		reports,
		watches,
		keepers
	};
}

/** Every place that anybody may see, for search engines: its address and when it changed; the first 5,000. */
export async function listPlaceAddresses(db: Db): Promise<{ slug: string; updatedAt: string }[]> {
	const all: { slug: string; updatedAt: string }[] = [];
	for (let page = 0; page < 5; page++) {
		const query = db.from('places').select('slug,updated_at').neq('status', 'closed').order('slug').limit(1000);
		const rows = answer(await (all.length ? query.gt('slug', all.at(-1)!.slug) : query)) as {
			slug: string;
			updated_at: string;
		}[];
		all.push(...rows.map((row) => ({ slug: row.slug, updatedAt: row.updated_at })));
		if (rows.length < 1000) break;
	}
	return all;
}

async function statesOf(db: Db, placeId: string): Promise<PlaceReport[]> {
	const query = db.from('place_reports').select('id,state,at').eq('place_id', placeId);
	const rows = answer(await query.order('at', { ascending: false }).limit(reportsShown)) as Pick<
		Told,
		'id' | 'state' | 'at'
	>[];
	return rows.map(({ id, state, at }) => ({ id, state, at, note: '', photoPath: null, by: null }));
}

async function reportsOf(db: Db, placeId: string): Promise<PlaceReport[]> {
	const query = db
		.from('place_reports')
		.select('id,state,at,note,photo_path,by:people!place_reports_reporter_id_fkey(id,display_name)')
		.eq('place_id', placeId);
	const rows = answer(await query.order('at', { ascending: false }).limit(reportsShown)) as Told[];
	return rows.map(({ id, state, at, note, photo_path: photoPath, by }) => {
		return { id, state, at, note, photoPath, by: named(by) };
	});
}

async function watchesOf(db: Db, placeId: string, isResident: boolean, today: Day): Promise<Watch[]> {
	const from = mondayOf(today);
	if (!isResident) {
		const query = db.from('place_watches').select('week').eq('place_id', placeId).gte('week', from);
		return (answer(await query.order('week').limit(13)) as { week: Day }[]).map(({ week }) => ({ week, by: null }));
	}
	const query = db
		.from('place_watches')
		.select('week,by:people!place_watches_person_id_fkey(id,display_name)')
		.eq('place_id', placeId)
		.gte('week', from);
	const rows = answer(await query.order('week').limit(13)) as { week: Day; by: Named | null }[];
	return rows.map(({ week, by }) => ({ week, by: named(by) }));
}

async function keepersOf(db: Db, placeId: string): Promise<{ id: string; name: string }[]> {
	const query = db
		.from('place_keepers')
		.select('person:people!place_keepers_person_id_fkey(id,display_name)')
		.eq('place_id', placeId)
		.eq('state', 'keeping');
	const rows = answer(await query.order('since').limit(20)) as { person: Named | null }[];
	return rows.flatMap(({ person }) => named(person) ?? []);
}

function named(person: Named | null): { id: string; name: string } | null {
	return person && { id: person.id, name: person.display_name };
}
