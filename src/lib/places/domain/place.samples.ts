import type { Place } from './place.ts';

/** A place for tests: the shelf of a square. */
export function shelf(changes: Partial<Place> = {}): Place {
	return {
		id: '00000000-0000-7016-8000-000000000101',
		slug: 'l-armoire',
		name: 'L’armoire',
		kind: 'donnerie',
		commune: '35238',
		address: 'Square de Guyenne',
		lat: 48.129,
		lon: -1.712,
		isApproximate: false,
		openingHours: '24/7',
		isToVerify: false,
		seen: null,
		distanceMeters: null,
		takes: null,
		about: '',
		website: '',
		accepts: [],
		refuses: [],
		acceptsNote: '',
		accessNotes: '',
		wheelchair: null,
		heldBy: null,
		source: { name: 'passerelle', url: '', licence: '', date: '' },
		isGone: false,
		stateSince: null,
		calledAt: null,
		updatedAt: '2026-11-24T10:00:00Z',
		reports: [],
		watches: [],
		keepers: [],
		...changes
	};
}
