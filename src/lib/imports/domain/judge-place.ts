import type { Commune } from '#lib/territory/domain/commune.ts';
import { fold } from './fold.ts';
import { kindCalled, kindTagged, type KindWords } from './kind-of.ts';
import { mendAccents, mendLineEnds } from './letters.ts';
import { reuseUnder } from './licence.ts';
import { locatePlace } from './locate-place.ts';
import { isSource } from './source.ts';
import type { Judged, Mending, PlaceField, PlaceRow, Problem, RawPlace } from './place-row.ts';

/** What lines are judged by. */
export interface PlaceRules {
	communes: readonly Commune[];
	kinds: readonly KindWords[];
	/** What the whole file is called; a line of our own export says its own. */
	source: string;
	/** The licence of the whole file, where a line names none; empty when the file says nothing either. */
	licence: string;
}

/** Where the line is broken or its letters lost, a missing name is no news. */
const unnamedBecause: readonly string[] = ['line_broken', 'letters_lost'] satisfies Problem['why'][];

/** The most characters of each text, as the database has them. */
const longest = {
	name: 120,
	about: 2000,
	address: 300,
	opening_hours: 500,
	accepts_note: 500,
	access_notes: 500,
	source_id: 200
};
type LimitedField = keyof typeof longest;
/** What may be cut short without saying something else: prose. An address or hours cut short would mislead. */
const prose: readonly string[] = ['about', 'accepts_note', 'access_notes'] satisfies LimitedField[];

/** Each line taken or refused. A bad one never takes the good ones with it. */
export function judgePlaces(raws: readonly RawPlace[], rules: PlaceRules): Judged<PlaceRow>[] {
	const seen = new Set<string>();
	return raws.map((raw) => {
		const judged = judgePlace(raw, rules);
		if (!judged.row) return judged;
		const { source, sourceId } = judged.row;
		const key = `${source}/${sourceId}`;
		if (seen.has(key)) return { ...judged, row: null, why: [{ why: 'twice', field: 'source_id', value: sourceId }] };
		seen.add(key);
		return judged;
	});
}

function judgePlace(raw: RawPlace, rules: PlaceRules): Judged<PlaceRow> {
	const why: Problem[] = raw.broken ? [{ why: 'line_broken' }] : [];
	const mended = new Set<Mending>();
	const said = (field: PlaceField) => tidy(field, raw.cells[field] ?? '', why, mended);
	const kind = raw.cells.kind ? kindCalled(said('kind'), rules.kinds) : kindTagged(raw.tags ?? {}, rules.kinds);
	if (!kind) why.push({ why: 'kind_unknown', field: 'kind', value: raw.cells.kind || mainTag(raw.tags) });
	const place = locatePlace(said, rules.communes, why, mended);
	const name = said('name') || nameless(kind, rules.kinds, raw, mended);
	if (name.length < 2 && !why.some(({ why: reason }) => unnamedBecause.includes(reason)))
		why.push({ why: 'name_missing', field: 'name' });
	const source = said('source');
	const row: PlaceRow = {
		source: isSource(source) ? source : rules.source,
		sourceId:
			said('source_id') || [name, said('address'), place.communeCode].map(fold).join('/').slice(0, longest.source_id),
		licence: licenceOf(said('licence') || rules.licence, why),
		sourceUrl: (said('source_url') || firstAddress(source)).slice(0, 500),
		sourceDate: said('source_date').slice(0, 40),
		name,
		kind: kind ?? '',
		about: said('about'),
		address: said('address'),
		...place,
		approximate: isRough(said('precision'), place, mended),
		openingHours: said('opening_hours'),
		website: websiteOf(said('website'), mended),
		acceptsNote: said('accepts_note'),
		accessNotes: said('access_notes'),
		wheelchair: wheelchairOf(said('wheelchair'), mended),
		status: statusOf(said('status'))
	};
	const line = { line: raw.line, name };
	return why.length > 0 ? { ...line, row: null, why: unrepeated(why) } : { ...line, row, mended: [...mended] };
}

/** A cell with its accents and line ends put right and within its length. Says why when that cannot be. */
function tidy(field: PlaceField, dirty: string, why: Problem[], mended: Set<Mending>): string {
	const accents = mendAccents(dirty);
	if (!accents) {
		why.push({ why: 'letters_lost', field, value: dirty.slice(0, 80) });
		return '';
	}
	if (accents.mended) mended.add('accents');
	const whole = mendLineEnds(accents.text);
	const text = field === 'about' ? whole : whole.replaceAll('\n', ' ');
	const limit = longest[field as LimitedField];
	if (limit === undefined || [...text].length <= limit) return text;
	if (!prose.includes(field)) why.push({ why: 'too_long', field, value: String(limit) });
	else mended.add('shortened');
	return `${[...text]
		.slice(0, limit - 1)
		.join('')
		.trimEnd()}…`;
}

/** Boxes and racks of OpenStreetMap mostly have no name: they are called what they are. */
function nameless(kind: string | null, kinds: readonly KindWords[], raw: RawPlace, mended: Set<Mending>): string {
	if (!raw.tags || !kind) return '';
	mended.add('unnamed');
	return kinds.find(({ slug }) => slug === kind)?.labels[0] ?? '';
}

function mainTag(tags: RawPlace['tags']): string {
	const key = ['amenity', 'shop', 'leisure', 'landuse', 'craft', 'office'].find((one) => tags?.[one]);
	return key ? `${key}=${tags![key]}` : '';
}

function licenceOf(words: string, why: Problem[]): string {
	const reuse = reuseUnder(words);
	if (!reuse) why.push({ why: 'licence_missing', field: 'licence' });
	else if (!reuse.may) why.push({ why: 'licence_forbids', field: 'licence', value: words.slice(0, 80) });
	return reuse?.may ? reuse.licence.slice(0, 200) : '';
}

function firstAddress(words: string): string {
	return /https?:\/\/[^\s"<>\\;]+/.exec(words)?.[0].slice(0, 500) ?? '';
}

function websiteOf(words: string, mended: Set<Mending>): string {
	if (!words) return '';
	const whole = /^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(words) ? `https://${words}` : words;
	const address = firstAddress(whole).slice(0, 301);
	if (address && address.length <= 300) return address;
	mended.add('website_left_out');
	return '';
}

function isRough(precision: string, { lat }: Pick<PlaceRow, 'lat'>, mended: Set<Mending>): boolean {
	const rough = lat !== null && /centr|commune|quartier|approx|municipality|true|oui/.test(fold(precision));
	if (rough) mended.add('approximate');
	return rough;
}

function wheelchairOf(words: string, mended: Set<Mending>): PlaceRow['wheelchair'] {
	const folded = fold(words);
	if (!folded) return null;
	if (/^(yes|oui|true|1|accessible|designated)/.test(folded)) return 'yes';
	if (/^(limited|partiel|partielle|en partie)/.test(folded)) return 'limited';
	if (/^(no|non|false|0|inaccessible)/.test(folded)) return 'no';
	mended.add('wheelchair_left_out');
	return null;
}

/** Open only where the source says so. */
function statusOf(words: string): PlaceRow['status'] {
	const folded = fold(words);
	if (/^(open|ouvert|actif|active)/.test(folded)) return 'open';
	return /^(closed|ferme|supprime|inactif|disused)/.test(folded) ? 'closed' : 'to-verify';
}

function unrepeated(why: Problem[]): Problem[] {
	return why.filter((one, n) => why.findIndex(({ why: w, field }) => w === one.why && field === one.field) === n);
}
