import { getLocale, m } from '#lib/i18n/words.ts';
import type { PlaceKind } from '#lib/places/domain/place.ts';
import type { ProposedField } from '#lib/places/domain/proposal.ts';
import { categoryOf, type Category } from '#lib/territory/domain/category.ts';
import type { Commune } from '#lib/territory/domain/commune.ts';
import { kindWord } from './place-words.ts';

/** What things of a place are called by: slugs and codes mean nothing to anybody. */
export interface Names {
	kinds: PlaceKind[];
	categories: Category[];
	communes: Commune[];
}

/** What each thing of a place is called. */
export const fieldWord: Record<ProposedField, () => string> = {
	name: m.places_form_name,
	kind: m.places_kind,
	about: m.places_form_about,
	address: m.places_form_address,
	position: m.places_corrections_position,
	commune_code: m.places_form_commune,
	opening_hours: m.places_form_hours,
	website: m.places_form_website,
	accepts: m.places_form_accepts,
	refuses: m.places_form_refuses,
	accepts_note: m.places_form_accepts_note,
	access_notes: m.places_form_access,
	wheelchair: m.places_form_wheelchair,
	status: m.places_corrections_status
};

const wheelchairWord: Record<string, () => string> = {
	yes: m.places_form_wheelchair_yes,
	limited: m.places_form_wheelchair_limited,
	no: m.places_form_wheelchair_no
};

const statusWord: Record<string, () => string> = {
	open: m.places_corrections_checked,
	'to-verify': m.places_verify_title,
	closed: m.places_is_gone
};

/** What a place says, or would say, of one thing; words for nothing when it says nothing. */
export function saidWords(field: ProposedField, said: unknown, { kinds, categories, communes }: Names): string {
	if (said === null || said === undefined || said === '' || (Array.isArray(said) && !said.length)) {
		return m.places_corrections_nothing();
	}
	if (Array.isArray(said)) {
		return field === 'position'
			? said.map((degrees: number) => degreesWords(degrees)).join(' ; ')
			: said.map((slug: string) => categoryOf(categories, slug)?.label[getLocale()] ?? slug).join(', ');
	}
	const word = String(said);
	if (field === 'kind') return kindWord(kinds, word);
	if (field === 'commune_code') return communes.find(({ code }) => code === word)?.name ?? word;
	if (field === 'wheelchair') return wheelchairWord[word]?.() ?? word;
	return field === 'status' ? (statusWord[word]?.() ?? word) : word;
}

function degreesWords(degrees: number): string {
	return degrees.toLocaleString(getLocale(), { minimumFractionDigits: 4, maximumFractionDigits: 5 });
}
