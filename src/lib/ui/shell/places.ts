import type { Component } from 'svelte';
import ArrowLeftRight from '@lucide/svelte/icons/arrow-left-right';
import House from '@lucide/svelte/icons/house';
import MapPin from '@lucide/svelte/icons/map-pin';
import Plus from '@lucide/svelte/icons/plus';
import Search from '@lucide/svelte/icons/search';
import { m } from '#lib/i18n/words.ts';

/** Where one finds oneself: beside the bars, on every screen. */
export const account = '/account';

/** Where the two bars lead: route path, word, sign. */
export interface Place {
	path: string;
	label: () => string;
	icon: Component;
}

export const exchanges = '/exchanges';
export const publish = '/publish';

export const places: Place[] = [
	{ path: '/', label: m.ui_home, icon: House },
	{ path: '/search', label: m.ui_search, icon: Search },
	{ path: publish, label: m.ui_publish, icon: Plus },
	{ path: exchanges, label: m.ui_exchanges, icon: ArrowLeftRight },
	{ path: '/places', label: m.ui_places, icon: MapPin }
];

/** `page` for the very page, `true` for one inside the place, nothing elsewhere: what `aria-current` expects. */
export function currentIn(place: string, path: string): 'page' | 'true' | undefined {
	if (path === place) return 'page';
	const inside = path.startsWith('/conversations/') ? exchanges : path;
	return place !== '/' && `${inside}/`.startsWith(`${place}/`) ? 'true' : undefined;
}
