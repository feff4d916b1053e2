import { sentenceFor } from '#lib/i18n/refusals.ts';
import { m } from '#lib/i18n/words.ts';
import { refusedPart, type Thing } from '#lib/offline/unsent/things.ts';

/** Why a part of `thing` was refused and what its author can do here; `null` when none was. */
export function refusedWords(thing: Thing): { why: string; next: string } | null {
	const refused = refusedPart(thing);
	if (!refused?.refusal) return null;
	const { why, next } = sentenceFor(refused.refusal);
	// Said to somebody in front of the calendar; here the other dates follow.
	if (refused.refusal === 'dates_taken') return { why, next: '' };
	// They freed up before the wish arrived: the way to the listing follows.
	if (refused.kind === 'waits.join' && refused.refusal === 'wrong_state') return { why: m.waits_free(), next: '' };
	if (refused.kind !== 'listings.photos' || !photoWords[refused.refusal]) return { why, next };
	return { why: photoWords[refused.refusal]!(), next: m.unsent_photos_next() };
}

// The same codes are said of texts elsewhere.
const photoWords: Partial<Record<string, () => string>> = {
	too_long: m.unsent_photos_heavy,
	not_accepted: m.unsent_photos_not_accepted,
	invalid_value: m.unsent_photos_not_accepted,
	not_allowed: m.unsent_photos_no_room
};
