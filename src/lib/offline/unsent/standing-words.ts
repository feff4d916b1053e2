import type { Component } from 'svelte';
import CircleAlert from '@lucide/svelte/icons/circle-alert';
import Hourglass from '@lucide/svelte/icons/hourglass';
import KeyRound from '@lucide/svelte/icons/key-round';
import RefreshCw from '@lucide/svelte/icons/refresh-cw';
import Send from '@lucide/svelte/icons/send';
import { m } from '#lib/i18n/words.ts';
import type { Standing } from '../outbox/standing.ts';

const words: Record<Exclude<Standing, 'kept'>, () => string> = {
	sending: m.unsent_sending,
	waiting_behind: m.unsent_waiting_behind,
	refused: m.unsent_refused,
	update_needed: m.unsent_update_needed,
	sign_in_needed: m.unsent_sign_in_needed
};

/** Where something unsent stands, in words. `byItself`: whether it leaves with no page open. */
export function standingWords(standing: Standing, byItself: boolean): string {
	if (standing === 'kept') return byItself ? m.unsent_kept() : m.unsent_kept_reopen();
	return words[standing]();
}

/** How each standing looks beside its words. */
export const standingLook: Record<Standing, { tone: 'notice' | 'attention'; icon: Component }> = {
	kept: { tone: 'notice', icon: Hourglass },
	sending: { tone: 'notice', icon: Send },
	waiting_behind: { tone: 'notice', icon: Hourglass },
	refused: { tone: 'attention', icon: CircleAlert },
	update_needed: { tone: 'attention', icon: RefreshCw },
	sign_in_needed: { tone: 'attention', icon: KeyRound }
};
