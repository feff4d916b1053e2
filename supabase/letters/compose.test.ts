import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { composeLetter, type Leaving, type Line } from './compose.ts';

const now = Date.parse('2026-11-24T10:00:00Z');
const drill: Line = {
	says: 'reservation_request',
	kind: 'reservation',
	id: '7',
	title: 'Perceuse',
	other: 'Bo',
	starts_at: '2026-11-24T23:00:00Z',
	ends_at: '2026-11-25T23:00:00Z',
	respond_by: '2026-11-25T17:00:00Z',
	offered_until: null
};
const leaving = (lines: Line[], change: Partial<Leaving> = {}): Leaving => ({
	id: 'a',
	kind: 'exchange',
	to: 'ada@example.test',
	name: 'Ada',
	language: 'fr',
	token: null,
	lines,
	...change
});
const site = 'https://passerelle.example';

test('what is awaited says of whom, what, until when, and where', () => {
	const { subject, text, stop } = composeLetter(leaving([drill]), site, now);
	expect(subject).toBe('Bo vous fait une demande · Perceuse');
	expect(text.split('\n\n').slice(0, 2)).toEqual([
		'Bonjour Ada,',
		'Perceuse\nBo vous fait une demande.\nRéponse attendue avant demain 18\u00a0h\nhttps://passerelle.example/echanges/7'
	]);
	expect([stop, text.includes('token')]).toEqual([null, false]);
});

test('the rest says how to stop it, in the reader’s language', () => {
	const lines: Line[] = [
		{ ...drill, says: 'handover_tomorrow', title: null, other: null },
		{ ...drill, says: 'slot_offered', kind: 'waitlist', offered_until: '2026-11-25T17:00:00Z' }
	];
	const { subject, text, stop } = composeLetter(
		leaving(lines, { kind: 'now', language: 'en', token: '0f' }),
		site,
		now
	);
	expect(subject).toBe('Reminder: handover planned tomorrow · An exchange, and more');
	expect(text).toContain('Kept for you until tomorrow 18:00');
	expect(stop).toBe('https://passerelle.example/en/unsubscribe?token=0f');
	expect(text).toContain(`${stop}\n\n`);
	expect(composeLetter(leaving(lines, { kind: 'daily', language: 'br' }), site, now).subject).toBe(
		'Votre journée sur Passerelle'
	);
});

test('every event that reminders and steps tell has its sentence, and an unknown one is no obstacle', () => {
	const folder = new URL('../migrations/', import.meta.url);
	const chapter = readdirSync(folder).find((name) => name.endsWith('_reminders.sql'))!;
	const told = readFileSync(new URL(chapter, folder), 'utf8').match(/'(?:answer|handover|return|listing)_[a-z_]+'/g)!;
	const said = (says: string) => composeLetter(leaving([{ ...drill, says }]), site, now).subject;
	for (const says of told) expect(said(says.slice(1, -1))).not.toContain('Il y a du nouveau');
	expect(said('moon_landed')).toBe('Il y a du nouveau · Perceuse');
});
