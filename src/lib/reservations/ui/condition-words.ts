import { m } from '#lib/i18n/words.ts';
import type { PhotoProblem } from '#lib/listings/domain/photo-problem.ts';
import { factNames, type FactName, type Facts } from '#lib/reservations/domain/condition.ts';

/** What is looked at, as a statement to say yes or no to. */
export const factWords: Record<FactName, () => string> = {
	complete: m.trouble_fact_complete,
	clean: m.trouble_fact_clean,
	works: m.trouble_fact_works
};

const seen: Record<FactName, [yes: () => string, no: () => string]> = {
	complete: [m.trouble_seen_complete_yes, m.trouble_seen_complete_no],
	clean: [m.trouble_seen_clean_yes, m.trouble_seen_clean_no],
	works: [m.trouble_seen_works_yes, m.trouble_seen_works_no]
};

/** What was seen, in a few words each; nothing of what nobody looked at. */
export function seenWords(facts: Facts): { name: FactName; well: boolean; words: string }[] {
	return factNames.flatMap((name) => {
		const well = facts[name];
		return well === null ? [] : [{ name, well, words: seen[name][well ? 0 : 1]() }];
	});
}

/** Why a file did not become a photograph. */
export const photoProblemWords: Record<PhotoProblem, () => string> = {
	not_a_picture: m.publish_photo_not_a_picture,
	too_heavy: m.publish_photo_too_heavy,
	too_many_pixels: m.publish_photo_too_many_pixels,
	cannot_encode: m.publish_photo_cannot_encode
};
