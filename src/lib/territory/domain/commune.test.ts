import { expect, test } from 'vitest';
import { metersBetween, nearestCommunes, type Commune } from './commune.ts';

const rennes = { code: '35238', name: 'Rennes', slug: 'rennes', lat: 48.1159, lon: -1.6884 };
const cesson = { code: '35051', name: 'Cesson-Sévigné', slug: 'cesson-sevigne', lat: 48.1206, lon: -1.6001 };
const bruz = { code: '35047', name: 'Bruz', slug: 'bruz', lat: 48.0247, lon: -1.7486 };
const street: Commune[] = [bruz, cesson, rennes];

test('Rennes and Cesson-Sévigné are six and a half kilometres apart', () => {
	expect(metersBetween(rennes, cesson)).toBeGreaterThan(6_400);
	expect(metersBetween(rennes, cesson)).toBeLessThan(6_700);
});

test('a place is at no distance from itself', () => {
	expect(metersBetween(rennes, rennes)).toBe(0);
});

test('the nearest communes come nearest first, without the one asked about', () => {
	expect(nearestCommunes(street, rennes, 2, rennes.code)).toEqual([cesson, bruz]);
});
