import type { Component } from 'svelte';
import BookOpen from '@lucide/svelte/icons/book-open';
import Gift from '@lucide/svelte/icons/gift';
import HandCoins from '@lucide/svelte/icons/hand-coins';
import Hammer from '@lucide/svelte/icons/hammer';
import Bike from '@lucide/svelte/icons/bike';
import Recycle from '@lucide/svelte/icons/recycle';
import Salad from '@lucide/svelte/icons/salad';
import Sprout from '@lucide/svelte/icons/sprout';
import Warehouse from '@lucide/svelte/icons/warehouse';
import Wrench from '@lucide/svelte/icons/wrench';
import type { Family } from '#lib/places/domain/place.ts';

/** A sign for each family of places. */
export const familyIcon: Record<Family, Component> = {
	repair: Wrench,
	reuse: Recycle,
	free: Gift,
	lend: BookOpen,
	move: Bike,
	make: Hammer,
	garden: Sprout,
	food: Salad,
	sort: Warehouse,
	economy: HandCoins
};
