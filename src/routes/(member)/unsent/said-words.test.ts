import { expect, test } from 'vitest';
import { operation } from '#lib/offline/outbox/operation.samples.ts';
import { thingsAmong } from '#lib/offline/unsent/things.ts';
import type { Known } from './known.ts';
import { saidWords } from './said-words.ts';

const known: Known = {
	titles: new Map([
		['drill', 'Perceuse à percussion'],
		['loan', 'Perceuse à percussion'],
		['mine', 'Tréteaux']
	]),
	names: new Map([['loan', 'Ada']]),
	listings: new Map()
};
const nothing: Known = { titles: new Map(), names: new Map(), listings: new Map() };
const days = { startsAt: '2026-12-01T23:00:00.000Z', endsAt: '2026-12-03T23:00:00.000Z' };

function said(kind: string, payload: object, about = known): string {
	return saidWords(thingsAmong([operation(1, 'lane', { kind, payload })])[0]!, about);
}

test('a message says to whom, when it is known, and what', () => {
	const payload = { conversationId: 'loan', body: 'Bonjour,\n  à demain' };
	expect(said('conversations.write', payload)).toBe('Message à Ada\u00a0: «\u00a0Bonjour, à demain\u00a0»');
	expect(said('conversations.write', payload, nothing)).toBe('Message\u00a0: «\u00a0Bonjour, à demain\u00a0»');
	expect(said('conversations.write', { ...payload, body: 'a'.repeat(4000) }).length).toBeLessThan(150);
});

test('a request says what for, and which days', () => {
	expect(said('reservations.request', { listingId: 'drill', note: '', ...days })).toBe(
		'Demande\u00a0: Perceuse à percussion, du mercredi 2 au jeudi 3 décembre'
	);
	expect(said('reservations.request', { listingId: 'drill', note: '', ...days }, nothing)).toMatch(/une annonce, du /);
});

test('the parts of a listing are said once, with its photographs', () => {
	const parts = [
		operation(1, 'listing:mine', { kind: 'listings.save', payload: { listingId: 'mine', title: 'Tréteaux' } }),
		operation(2, 'listing:mine', { kind: 'listings.photos', payload: { listingId: 'mine', photos: [{}, {}, {}] } }),
		operation(3, 'listing:mine', { kind: 'listings.advance', payload: { listingId: 'mine', action: 'publish' } })
	];
	expect(saidWords(thingsAmong(parts)[0]!, known)).toBe('Annonce «\u00a0Tréteaux\u00a0», 3 photos');
	const without = [parts[0]!, operation(2, 'listing:mine', { kind: 'listings.photos', payload: { photos: [] } })];
	expect(saidWords(thingsAmong(without)[0]!, known)).toBe('Annonce «\u00a0Tréteaux\u00a0»');
});

test('a step says of which exchange', () => {
	expect(said('reservations.advance', { reservationId: 'loan', action: 'accept' })).toBe(
		'Perceuse à percussion\u00a0: vous dites oui'
	);
	expect(said('reservations.extend', { reservationId: 'loan', endsAt: days.endsAt })).toMatch(
		/jusqu’au jeudi 3 décembre/
	);
});

test('what a newer version kept is named all the same', () => {
	expect(said('places.visit', { anything: 1 })).toBe('Un envoi d’une version plus récente');
});

test('a search says by what name it is kept', () => {
	expect(said('searches.save', { name: 'Un vélo' })).toBe('Recherche à garder\u00a0: «\u00a0Un vélo\u00a0»');
	expect(said('searches.forget', { searchId: 'a', name: 'Un vélo' })).toMatch(/^Recherche à oublier/);
});
