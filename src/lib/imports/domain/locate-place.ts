import { metersBetween, type Commune, type Point } from '#lib/territory/domain/commune.ts';
import { fold } from './fold.ts';
import type { Mending, PlaceField, PlaceRow, Problem } from './place-row.ts';

/** From its centre to its border, the largest commune stretches 6.9 km (IGN Admin Express): past this a point is elsewhere. */
const farthestMeters = 8000;

type Located = Pick<PlaceRow, 'lat' | 'lon' | 'communeCode'>;

/**
 * Where a place is: in the commune its INSEE code says, else the one named, else the nearest. A position that is none, or far
 * from that commune, is a reason to refuse; without any, the place stands at the middle of its commune, and that is said.
 */
export function locatePlace(
	said: (field: PlaceField) => string,
	communes: readonly Commune[],
	why: Problem[],
	mended: Set<Mending>
): Located {
	const at = positionIn(said('lat'), said('lon'), why);
	const nearest = at && nearestOf(communes, at);
	const commune = communeSaid(said('insee'), said('commune'), communes, why);
	if (why.some(({ why: reason }) => reason === 'commune_outside')) return { lat: null, lon: null, communeCode: '' };
	if (at && (!nearest || (commune && metersBetween(at, commune) > farthestMeters))) {
		why.push({ why: 'position_elsewhere', field: 'lat', value: `${said('lat')}, ${said('lon')}` });
	} else if (
		!commune &&
		!nearest &&
		!isOurs(said) &&
		!why.some(({ why: reason }) => reason === 'position_unreadable')
	) {
		why.push({ why: 'commune_unknown', field: 'commune', value: said('commune') });
	} else if (!at && commune) {
		mended.add('placed_at_commune');
		return { lat: null, lon: null, communeCode: commune.code };
	}
	return { lat: at?.lat ?? null, lon: at?.lon ?? null, communeCode: (commune ?? nearest)?.code ?? '' };
}

/** A neighbour may add a place before anybody knows where exactly it stands; leaving as a file and coming back changes nothing. */
function isOurs(said: (field: PlaceField) => string): boolean {
	return said('source') === 'passerelle';
}

function communeSaid(insee: string, name: string, communes: readonly Commune[], why: Problem[]): Commune | undefined {
	const code = insee.replace(/\s/g, '');
	if (code) {
		const found = communes.find((commune) => commune.code === code);
		if (!found) why.push({ why: 'commune_outside', field: 'insee', value: insee });
		return found;
	}
	const folded = fold(name.replace(/\bcedex\b.*/i, ''))
		.replace(/\bst\b/g, 'saint')
		.replace(/\bste\b/g, 'sainte');
	if (!folded) return undefined;
	const found = communes.find((commune) => fold(commune.name) === folded || fold(commune.slug) === folded);
	if (!found) why.push({ why: 'commune_outside', field: 'commune', value: name });
	return found;
}

function nearestOf(communes: readonly Commune[], at: Point): Commune | null {
	const [first, ...rest] = communes;
	if (!first) return null;
	const nearest = rest.reduce((best, one) => (metersBetween(one, at) < metersBetween(best, at) ? one : best), first);
	return metersBetween(nearest, at) <= farthestMeters ? nearest : null;
}

/** Degrees, with a point or a comma before decimals. */
function positionIn(lat: string, lon: string, why: Problem[]): Point | null {
	if (!lat && !lon) return null;
	const [north, east] = [lat, lon].map((degrees) => Number(degrees.replace(',', '.').replace(/\s/g, '') || NaN));
	if (Math.abs(north!) <= 90 && Math.abs(east!) <= 180) return { lat: north!, lon: east! };
	why.push({ why: 'position_unreadable', field: 'lat', value: `${lat}, ${lon}` });
	return null;
}
