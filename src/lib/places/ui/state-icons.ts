import type { Component } from 'svelte';
import BrushCleaning from '@lucide/svelte/icons/brush-cleaning';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import Layers from '@lucide/svelte/icons/layers';
import Lock from '@lucide/svelte/icons/lock';
import PackageOpen from '@lucide/svelte/icons/package-open';
import type { PlaceState } from '#lib/places/domain/place.ts';

/** A sign for each state of a place. */
export const stateIcon: Record<PlaceState, Component> = {
	fine: CircleCheck,
	full: Layers,
	empty: PackageOpen,
	dirty: BrushCleaning,
	closed: Lock
};
