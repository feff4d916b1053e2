import type { Component } from 'svelte';
import Gift from '@lucide/svelte/icons/gift';
import HandHelping from '@lucide/svelte/icons/hand-helping';
import KeyRound from '@lucide/svelte/icons/key-round';
import Package from '@lucide/svelte/icons/package';
import Users from '@lucide/svelte/icons/users';
import { m } from '#lib/i18n/words.ts';
import type { Condition, Kind } from '#lib/listings/domain/listing.ts';

/** The sign of each kind; always beside its word. */
export const kindIcon: Record<Kind, Component> = {
	loan: Package,
	gift: Gift,
	service: Users,
	space: KeyRound,
	wanted: HandHelping
};

/** What a listing of this kind is called. */
export const kindWord: Record<Kind, () => string> = {
	loan: m.listing_kind_loan,
	gift: m.listing_kind_gift,
	service: m.listing_kind_service,
	space: m.listing_kind_space,
	wanted: m.listing_kind_wanted
};

/** What somebody who looks for this kind wants to do. */
export const kindWish: Record<Kind, () => string> = {
	loan: m.discover_kind_loan,
	gift: m.discover_kind_gift,
	service: m.discover_kind_service,
	space: m.discover_kind_space,
	wanted: m.discover_kind_wanted
};

export const conditionWord: Record<Condition, () => string> = {
	new: m.listing_condition_new,
	good: m.listing_condition_good,
	worn: m.listing_condition_worn,
	to_repair: m.listing_condition_to_repair
};
