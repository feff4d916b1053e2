import { expect, test } from 'vitest';
import { openingAt } from '#lib/places/domain/opening.ts';
import { openingWords, seenWords, sourceWords } from './place-words.ts';

const now = Date.parse('2026-11-24T09:00:00Z'); // a Tuesday, ten o'clock
const said = (hours: string) => {
	const { word, more } = openingWords(openingAt(hours, now), now);
	return `${word} ${more}`.trim();
};

test('how a place stands, as one would say it', () => {
	expect(said('Tu 09:00-18:00')).toBe('Ouvert jusqu’à 18\u00a0h');
	expect(said('We 10:00-12:30; Tu off')).toBe('Fermé rouvre demain à 10\u00a0h');
	expect(said('Th 10:30-12:00')).toBe('Fermé rouvre jeudi à 10\u00a0h\u00a030');
	expect(said('Tu 14:00-18:00')).toBe('Fermé rouvre à 14\u00a0h');
	expect(said('Mo-We 00:00-24:00')).toBe('Ouvert jusqu’à jeudi 0\u00a0h');
	expect(said('24/7')).toBe('Jour et nuit');
	expect(said('off')).toBe('Fermé pas de réouverture annoncée');
	expect(said('sur rendez-vous')).toBe('Horaires à vérifier');
});

test('how old news of a place is', () => {
	expect(seenWords({ state: 'full', at: '2026-11-21T08:00:00Z' }, now)).toBe(
		'vu il y a 3\u00a0jours'.replace('\u00a0', ' ')
	);
	expect(seenWords({ state: 'full', at: '2026-11-14T08:00:00Z' }, now)).toBe('vu il y a 10 jours, à revérifier');
});

test('a source says of when it is, as precisely as it knows', () => {
	expect(sourceWords('directory', '2025-12')).toBe('Source\u00a0: l’annuaire de départ de Passerelle (décembre 2025).');
	expect(sourceWords('osm', '2026-11-24')).toBe('Source\u00a0: osm (24 novembre 2026).');
	expect(sourceWords('ademe', 'automne 2025')).toBe('Source\u00a0: ademe (automne 2025).');
	expect(sourceWords('ademe', '')).toBe('Source\u00a0: ademe.');
});
