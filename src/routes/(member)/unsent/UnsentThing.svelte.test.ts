import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import { operation } from '#lib/offline/outbox/operation.samples.ts';
import type { Standing } from '#lib/offline/outbox/standing.ts';
import { thingsAmong } from '#lib/offline/unsent/things.ts';
import UnsentThing from './UnsentThing.svelte';

const message = { kind: 'conversations.write', payload: { conversationId: 'a', body: 'Bonjour' } };

function show(standing: Standing, change: Parameters<typeof operation>[2] = {}, byItself = true) {
	const [thing] = thingsAmong([operation(1, 'conv:a', { ...message, ...change })]);
	const does = { onretry: vi.fn(), onedit: vi.fn(), ontake: vi.fn(), ondiscard: vi.fn() };
	const props = { thing: thing!, words: 'Message à Ada', standing, byItself, isOnline: false, ...does };
	return { does, shown: render(UnsentThing, props) };
}

test.each<[Standing, boolean, RegExp]>([
	['kept', true, /part dès que possible/],
	['kept', false, /partira à la prochaine ouverture de Passerelle/],
	['sending', true, /Envoi en cours/],
	['waiting_behind', true, /Attend un envoi fait avant lui/],
	['update_needed', true, /Attend la nouvelle version/],
	['sign_in_needed', true, /Attend que vous vous connectiez/]
])('%s (by itself: %s) is said in words', async (standing, byItself, words) => {
	await show(standing, {}, byItself).shown;
	await expect.element(page.getByRole('listitem', { name: 'Message à Ada' })).toMatchTextContent(words);
});

test('what was refused says why, and what next', async () => {
	const { shown, does } = show('refused', { state: 'refused', refusal: 'too_long' });
	await shown;
	await expect.element(page.getByRole('listitem')).toMatchTextContent(/À revoir/);
	await page.getByRole('button', { name: 'Modifier' }).click();
	expect(does.onedit).toHaveBeenCalledOnce();
	await page.getByRole('button', { name: 'Envoyer à nouveau' }).click();
	expect(does.onretry).toHaveBeenCalledOnce();
	await page.getByRole('button', { name: 'Abandonner' }).click();
	expect(does.ondiscard).toHaveBeenCalledOnce();
});

test.each<[string, number, number]>([
	['never left can be said otherwise', 0, 1],
	['may have arrived cannot', 1, 0]
])('a message that %s', async (_which, attempts, buttons) => {
	const { shown, does } = show('kept', { attempts });
	await shown;
	const change = page.getByRole('button', { name: 'Modifier' });
	expect(change.elements()).toHaveLength(buttons);
	for (const button of change.all()) await button.click();
	expect(does.onedit).toHaveBeenCalledTimes(buttons);
});

test('without network, dates that were taken say when others will show', async () => {
	const asked = { listingId: 'd', startsAt: '2026-12-01T23:00:00.000Z', endsAt: '2026-12-03T23:00:00.000Z', note: '' };
	const { shown } = show('refused', {
		kind: 'reservations.request',
		payload: asked,
		state: 'refused',
		refusal: 'dates_taken'
	});
	await shown;
	await expect.element(page.getByText('Les prochaines dates libres s’afficheront au retour du réseau.')).toBeVisible();
});

test('signing in leads back here', async () => {
	await show('sign_in_needed').shown;
	await expect
		.element(page.getByRole('link', { name: 'Se connecter' }))
		.toHaveAttribute('href', '/connexion?next=%2Fenvois');
});
