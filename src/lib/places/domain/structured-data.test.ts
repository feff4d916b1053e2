import { expect, test } from 'vitest';
import { shelf } from './place.samples.ts';
import { placeData } from './structured-data.ts';

const url = 'https://passerelle.example/lieux/l-armoire';
const of = (changes = {}) => placeData(shelf(changes), url, 'Rennes', '2026-11-23') as Record<string, unknown>;

test('a place in the words of schema.org', () => {
	const data = of({ openingHours: 'We 10:00-12:00,14:00-18:00', wheelchair: 'yes' });
	expect(data).toMatchObject({
		'@type': 'Place',
		name: 'L’armoire',
		address: { streetAddress: 'Square de Guyenne', addressLocality: 'Rennes' },
		geo: { latitude: 48.129 },
		amenityFeature: { value: true }
	});
	expect(data.openingHoursSpecification).toEqual([
		{
			'@type': 'OpeningHoursSpecification',
			dayOfWeek: 'https://schema.org/Wednesday',
			opens: '10:00',
			closes: '12:00'
		},
		{ '@type': 'OpeningHoursSpecification', dayOfWeek: 'https://schema.org/Wednesday', opens: '14:00', closes: '18:00' }
	]);
});

test('what is not known is not said', () => {
	const data = of({ isApproximate: true, openingHours: 'sur rendez-vous' });
	for (const key of ['geo', 'openingHoursSpecification', 'amenityFeature', 'description', 'sameAs'])
		expect(data).not.toHaveProperty(key);
	expect((of() as { openingHoursSpecification: { closes: string }[] }).openingHoursSpecification[0]!.closes).toBe(
		'23:59'
	);
});
