import { m } from '#lib/i18n/words.ts';
import { leads, type DraftProblem, type Step } from '#lib/listings/domain/draft.ts';
import type { GiftRule, Kind } from '#lib/listings/domain/listing.ts';
import type { PhotoProblem } from '#lib/listings/domain/photo-problem.ts';

const problems: Record<DraftProblem, () => string> = {
	kind_missing: m.publish_problem_kind_missing,
	title_missing: m.publish_problem_title_missing,
	title_short: m.publish_problem_title_short,
	title_long: m.publish_problem_title_long,
	description_long: m.publish_problem_description_long,
	category_missing: m.publish_problem_category_missing,
	units_bounds: m.publish_problem_units_bounds,
	days_bounds: m.publish_problem_days_bounds,
	deposit_long: m.publish_problem_deposit_long,
	commune_missing: m.publish_problem_commune_missing
};

/** How to mend one line of a draft. */
export function problemWords(problem: DraftProblem | undefined): string | null {
	return problem ? problems[problem]() : null;
}

/** Why a file did not become a photograph, and what to do. */
export const photoProblemWords: Record<PhotoProblem | 'no_room', () => string> = {
	not_a_picture: m.publish_photo_not_a_picture,
	too_heavy: m.publish_photo_too_heavy,
	too_many_pixels: m.publish_photo_too_many_pixels,
	cannot_encode: m.publish_photo_cannot_encode,
	no_room: m.publish_photo_no_room
};

/** The question each screen asks. */
export const stepQuestion: Record<Step, () => string> = {
	kind: m.publish_kind_title,
	title: m.publish_title_title,
	photos: m.publish_photos_title,
	facts: m.publish_facts_title,
	where: m.publish_where_title,
	preview: m.publish_preview_title
};

/** What its owner says of each kind, and what it means. */
export const kindOffer: Record<Kind, [label: () => string, hint: () => string]> = {
	loan: [m.publish_kind_loan, m.publish_kind_loan_hint],
	gift: [m.publish_kind_gift, m.publish_kind_gift_hint],
	service: [m.publish_kind_service, m.publish_kind_service_hint],
	space: [m.publish_kind_space, m.publish_kind_space_hint],
	wanted: [m.publish_kind_wanted, m.publish_kind_wanted_hint]
};

/** Who is given a thing, as its giver says it. */
export const giftRuleWords: Record<GiftRule, () => string> = {
	first_come: m.gifts_rule_first_come,
	owner_picks: m.gifts_write_owner_picks,
	draw: m.gifts_rule_draw
};

/** Hours of notice, as choices of a list; `current` is offered even when it is an unusual one. */
export function leadOptions(current: number): { value: string; label: string }[] {
	const hours = [...new Set<number>([...leads, current])].toSorted((a, b) => a - b);
	return hours.map((count) => ({ value: String(count), label: leadChoice(count) }));
}

function leadChoice(hours: number): string {
	if (hours === 0) return m.publish_lead_none();
	if (hours === 168) return m.publish_lead_week();
	return m.publish_lead_days({ count: Math.ceil(hours / 24) });
}
