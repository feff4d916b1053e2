import type { Event, EventLine } from './event.ts';

/** An event as schema.org tells it; `url` is its public address. Written for search engines, in the page. */
export function structuredData(event: Event, url: string): Record<string, unknown> {
	return {
		'@context': 'https://schema.org',
		'@type': 'Event',
		name: event.title,
		description: event.about || undefined,
		startDate: event.startsAt,
		endDate: event.endsAt,
		eventStatus: `https://schema.org/Event${event.state === 'cancelled' ? 'Cancelled' : 'Scheduled'}`,
		eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
		isAccessibleForFree: true,
		url,
		location: {
			'@type': 'Place',
			name: event.place?.name ?? event.address,
			address: [event.address, event.commune?.name].filter(Boolean).join(', ')
		},
		organizer: event.community ? { '@type': 'Organization', name: event.community.name } : undefined,
		maximumAttendeeCapacity: event.capacity ?? undefined,
		remainingAttendeeCapacity: event.capacity === null ? undefined : Math.max(0, event.capacity - event.attending)
	};
}

/** Where it is, in one line: the place, the address, the commune, each said once. */
export function whereWords({ place, address, commune }: Pick<EventLine, 'place' | 'address' | 'commune'>): string {
	const said = [place?.name, address, commune?.name].filter((word): word is string => Boolean(word));
	return said
		.filter((word, at) => !said.some((other, before) => before !== at && other.includes(word) && other !== word))
		.join(', ');
}
