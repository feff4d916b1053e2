import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleSlash from '@lucide/svelte/icons/circle-slash';
import Clock from '@lucide/svelte/icons/clock';
import Pause from '@lucide/svelte/icons/pause';
import PencilLine from '@lucide/svelte/icons/pencil-line';
import Wrench from '@lucide/svelte/icons/wrench';
import type { Component } from 'svelte';
import { getLocale, m } from '#lib/i18n/words.ts';
import type { ListingAction, Outcome, OwnListing, RepairAction, Standing } from '#lib/listings/domain/own-listing.ts';
import { dayOf } from '#lib/time/paris.ts';
import { dateWords, soonDateWords } from '#lib/time/words.ts';

/** How each standing looks beside its words. */
export const standingLook: Record<Standing, { tone: 'neutral' | 'action' | 'attention'; icon: Component }> = {
	draft: { tone: 'neutral', icon: PencilLine },
	published: { tone: 'action', icon: CircleCheck },
	paused: { tone: 'neutral', icon: Pause },
	ended: { tone: 'attention', icon: Clock },
	closed: { tone: 'neutral', icon: CircleSlash }
};

/** The same for what is broken, whatever its standing. */
export const brokenLook = { tone: 'attention', icon: Wrench, words: m.trouble_standing_broken } as const;

/** "En ligne jusqu'au 22 février": online for ninety days at most, the year goes without saying. */
export function standingWords(standing: Standing, { expiresAt }: Pick<OwnListing, 'expiresAt'>): string {
	const day = dayOf(expiresAt);
	const bound = (words: string) => words.replaceAll(' ', '\u00a0');
	return {
		draft: m.publish_standing_draft,
		published: () => m.publish_standing_published({ day: bound(soonDateWords(day, getLocale())) }),
		paused: m.publish_standing_paused,
		ended: () => m.publish_standing_ended({ day: bound(dateWords(day, getLocale())) }),
		closed: m.publish_standing_closed
	}[standing]();
}

/** What the button of an action says. */
export const actionWords: Record<ListingAction, () => string> = {
	publish: m.publish_action_publish,
	pause: m.publish_action_pause,
	resume: m.publish_action_resume,
	renew: m.publish_action_renew,
	close: m.publish_action_close
};

/** What the button of a word about its condition says, and what is said once it is known. */
export const repairWords: Record<RepairAction, [button: () => string, done: () => string]> = {
	broken: [m.trouble_do_broken, m.trouble_did_broken],
	mended: [m.trouble_do_mended, m.trouble_did_mended],
	wish: [m.trouble_repair_do, m.trouble_repair_did],
	drop: [m.trouble_repair_drop, m.trouble_repair_dropped]
};

/** What is said once an action is done. */
export const didWords: Record<ListingAction | 'discard', (listing: { title: string }) => string> = {
	publish: m.publish_did_publish,
	pause: m.publish_did_pause,
	resume: m.publish_did_resume,
	renew: m.publish_did_renew,
	close: m.publish_did_close,
	discard: () => m.publish_did_discard()
};

/** How a listing ended, as its owner says it. */
export const outcomeWords: Record<Outcome, () => string> = {
	found_someone: m.publish_outcome_found_someone,
	found_elsewhere: m.publish_outcome_found_elsewhere,
	no_longer: m.publish_outcome_no_longer
};
