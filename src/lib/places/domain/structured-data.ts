import { clockOf, weekFrom } from './opening.ts';
import type { Place } from './place.ts';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/**
 * What a search engine may know of a place, in the words of schema.org. Hours are those of the week from `monday` on; those
 * that cannot be read are left out. Of the people, nothing.
 * @param commune its name, if known
 */
export function placeData(place: Place, url: string, commune: string | null, monday: string): object {
	const hours = weekFrom(place.openingHours, monday)?.flatMap(({ spans }, at) =>
		spans.map(({ from, until }) => ({
			'@type': 'OpeningHoursSpecification',
			dayOfWeek: `https://schema.org/${weekdays[at]}`,
			opens: clockOf(from),
			closes: until - from === 1440 ? '23:59' : clockOf(until)
		}))
	);
	return {
		'@context': 'https://schema.org',
		'@type': 'Place',
		'@id': url,
		url,
		name: place.name,
		...(place.about ? { description: place.about } : {}),
		address: {
			'@type': 'PostalAddress',
			...(place.address ? { streetAddress: place.address } : {}),
			...(commune ? { addressLocality: commune } : {}),
			addressCountry: 'FR'
		},
		...(place.lat !== null && place.lon !== null && !place.isApproximate
			? { geo: { '@type': 'GeoCoordinates', latitude: place.lat, longitude: place.lon } }
			: {}),
		...(hours?.length ? { openingHoursSpecification: hours } : {}),
		...(place.website ? { sameAs: place.website } : {}),
		...(place.wheelchair === 'yes' || place.wheelchair === 'no'
			? {
					amenityFeature: {
						'@type': 'LocationFeatureSpecification',
						name: 'wheelchair',
						value: place.wheelchair === 'yes'
					}
				}
			: {})
	};
}
