import type { RefusalCode } from '#lib/errors/refusal.ts';
import { sentenceFor } from '#lib/i18n/refusals.ts';
import { getLocale, m } from '#lib/i18n/words.ts';
import type { Outcome } from '#lib/imports/domain/imported.ts';
import type { OrdsColumn } from '#lib/imports/domain/ords.ts';
import type { Mending, PlaceField, Problem, Refused } from '#lib/imports/domain/place-row.ts';

// One by one, so that the build keeps these and no other.
const reasons: Record<Refused, (said: { value: string }) => string> = {
	line_broken: m.imports_why_line_broken,
	letters_lost: m.imports_why_letters_lost,
	name_missing: m.imports_why_name_missing,
	too_long: m.imports_why_too_long,
	kind_unknown: m.imports_why_kind_unknown,
	commune_outside: m.imports_why_commune_outside,
	commune_unknown: m.imports_why_commune_unknown,
	position_unreadable: m.imports_why_position_unreadable,
	position_elsewhere: m.imports_why_position_elsewhere,
	licence_forbids: m.imports_why_licence_forbids,
	licence_missing: m.imports_why_licence_missing,
	twice: m.imports_why_twice,
	not_powered: m.imports_why_not_powered,
	category_unknown: m.imports_why_category_unknown,
	status_unknown: m.imports_why_status_unknown,
	barrier_unknown: m.imports_why_barrier_unknown,
	date_unreadable: m.imports_why_date_unreadable,
	date_unlikely: m.imports_why_date_unlikely,
	country_unknown: m.imports_why_country_unknown,
	provider_missing: m.imports_why_provider_missing,
	id_missing: m.imports_why_id_missing
};

const mendings: Record<Mending, () => string> = {
	accents: m.imports_mended_accents,
	line_ends: m.imports_mended_line_ends,
	shortened: m.imports_mended_shortened,
	website_left_out: m.imports_mended_website_left_out,
	placed_at_commune: m.imports_mended_placed_at_commune,
	approximate: m.imports_mended_approximate,
	unnamed: m.imports_mended_unnamed,
	wheelchair_left_out: m.imports_mended_wheelchair_left_out,
	year_left_out: m.imports_mended_year_left_out,
	age_left_out: m.imports_mended_age_left_out,
	age_computed: m.imports_mended_age_computed,
	barrier_left_out: m.imports_mended_barrier_left_out,
	id_dashes: m.imports_mended_id_dashes
};

const fields: Record<PlaceField, () => string> = {
	source: m.imports_field_source,
	source_id: m.imports_field_source_id,
	name: m.imports_field_name,
	kind: m.imports_field_kind,
	about: m.imports_field_about,
	address: m.imports_field_address,
	postcode: m.imports_field_postcode,
	commune: m.imports_field_commune,
	insee: m.imports_field_insee,
	lat: m.imports_field_lat,
	lon: m.imports_field_lon,
	precision: m.imports_field_precision,
	opening_hours: m.imports_field_opening_hours,
	website: m.imports_field_website,
	accepts_note: m.imports_field_accepts_note,
	access_notes: m.imports_field_access_notes,
	wheelchair: m.imports_field_wheelchair,
	status: m.imports_field_status,
	licence: m.imports_field_licence,
	source_url: m.imports_field_source_url,
	source_date: m.imports_field_source_date
};

const outcomes: Record<Exclude<Outcome, 'refused'>, (said: { count: number }) => string> = {
	new: m.imports_outcome_new,
	changed: m.imports_outcome_changed,
	same: m.imports_outcome_same,
	kept: m.imports_outcome_kept
};

const recordFields: Record<OrdsColumn, () => string> = {
	id: m.imports_record_id,
	data_provider: m.imports_record_data_provider,
	country: m.imports_record_country,
	partner_product_category: m.imports_record_partner_product_category,
	product_category: m.imports_record_product_category,
	product_category_id: m.imports_record_product_category_id,
	brand: m.imports_record_brand,
	year_of_manufacture: m.imports_record_year_of_manufacture,
	product_age: m.imports_record_product_age,
	repair_status: m.imports_record_repair_status,
	repair_barrier_if_end_of_life: m.imports_record_repair_barrier_if_end_of_life,
	group_identifier: m.imports_record_group_identifier,
	event_date: m.imports_record_event_date,
	problem: m.imports_record_problem
};

/** What a column of past repairs says. */
export function recordFieldWords(field: OrdsColumn): string {
	return recordFields[field]();
}

/** « 12 nouvelles réparations ». */
export function recordOutcomeWords(outcome: Exclude<Outcome, 'refused'>, count: number): string {
	if (outcome === 'new') return m.imports_records_outcome_new({ count });
	return outcome === 'changed' ? m.imports_records_outcome_changed({ count }) : outcomeWords(outcome, count);
}

/** What a column says, for whoever chooses which one does. */
export function fieldWords(field: PlaceField): string {
	return fields[field]();
}

/** Why a line is not taken, and what its author can do. */
export function problemWords({ why, value = '' }: Problem): string {
	return reasons[why]({ value });
}

/** What was put right, or left out, of some lines. */
export function mendingWords(mending: Mending): string {
	return mendings[mending]();
}

/** « 12 nouveaux lieux », « 3 déjà là, sans changement ». */
export function outcomeWords(outcome: Exclude<Outcome, 'refused'>, count: number): string {
	return outcomes[outcome]({ count });
}

/** Why the database did not take a line. */
export function refusalWords(code: RefusalCode): string {
	const { why, next } = sentenceFor(code);
	return `${why} ${next}`;
}

/** A number as its reader writes it: `5 000`. */
export function numberWords(count: number): string {
	return count.toLocaleString(getLocale());
}
