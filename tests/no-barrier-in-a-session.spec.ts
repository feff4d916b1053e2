import { randomUUID } from 'node:crypto';
import { expectNoBarrier, expectNoBarrierIn, openWhole } from './support/barriers.ts';
import { ask } from './support/lending.ts';
import { expect, test } from './support/neighbourhood.ts';
import { announce, book } from './support/sessions.ts';

test.use({ viewport: { width: 1024, height: 768 }, contextOptions: { reducedMotion: 'reduce' } });

test('nobody meets a barrier on the day of a repair session', async ({ newcomer, api }) => {
	const { page, ...gilles } = await newcomer('Gilles');
	const session = await announce(api, { ...gilles }, { ...gilles }, `Repair café ${gilles.id.slice(0, 8)}`);
	const here = `/agenda/${session.slug}/seance`;
	for (const name of ['Ana', 'Bilal', 'Chloe']) await book(api, session, name, `Grille-pain de ${name}`);

	await openWhole(page, here);
	await expect(page.getByRole('heading', { name: 'Que faites-vous aujourd’hui ?' })).toBeVisible();
	await expectNoBarrier(page, 'start');
	await openWhole(page, `${here}/a-venir`);
	await expectNoBarrier(page, 'what is coming');

	await openWhole(page, `${here}/porte`);
	for (const name of ['Ana', 'Bilal']) {
		await page.getByRole('button', { name: `${name} est là` }).press('Enter');
		await expect(page.getByRole('button', { name: `${name} est là` })).toHaveCount(0);
	}
	// What was just said is read and gone.
	await openWhole(page, `${here}/porte`);
	await expectNoBarrier(page, 'door');
	await page.getByLabel('Prénom ou surnom').fill('Jocelyne');
	await page.getByRole('button', { name: /^Donner le numéro/ }).press('Enter');
	await expect(page.getByRole('heading', { name: /^Numéro \d+ pour Jocelyne$/ })).toBeVisible();
	await expectNoBarrier(page, 'a number that was given');

	await openWhole(page, `${here}/tri`);
	await expectNoBarrier(page, 'sorting');
	await expectNoBarrierIn(page, /^Trier/, 'a thing that is sorted');

	await openWhole(page, `${here}/ma-table`);
	await page
		.getByRole('button', { name: /^Prendre/ })
		.first()
		.press('Enter');
	await expect(page.getByRole('button', { name: 'Fin de vie' })).toBeVisible();
	await expectNoBarrier(page, 'table');
	await expectNoBarrierIn(page, 'Fin de vie', 'how it ended');
	await page.getByRole('button', { name: /^Appeler/ }).press('Enter');

	for (const screen of ['tableau', 'papier', 'ressaisie', 'bilan']) {
		await openWhole(page, `${here}/${screen}`);
		await expectNoBarrier(page, screen);
	}
});

test('nobody meets a barrier on the way to a repair session and in its queue', async ({ newcomer, api }) => {
	const gilles = await newcomer('Gilles');
	const { page, ...noe } = await newcomer('Noé');
	const session = await announce(api, gilles, gilles, `Repair café ${gilles.id.slice(0, 8)}`);
	await page.setViewportSize({ width: 390, height: 844 });

	await openWhole(page, `/agenda/${session.slug}`);
	await expectNoBarrier(page, 'the session');
	await openWhole(page, `/agenda/${session.slug}/ma-visite`);
	await page.getByRole('button', { name: 'Réserver ma venue' }).press('Enter');
	await expect(page.getByText('Dites en quelques mots ce qui ne va pas.')).toBeVisible();
	await expectNoBarrier(page, 'booking, with what is missing');

	const id = randomUUID();
	const items = [
		{ id: randomUUID(), product_category_id: 14, partner_product_category: 'Bouilloire', problem: 'Fuit' }
	];
	const arrival_at = new Date(Date.now() + 2 * 3_600_000).toISOString();
	await ask(api, noe, 'rpc/book_visit', { id, event_id: session.id, arrival_at, items });
	await openWhole(page, `/agenda/${session.slug}/ma-visite`);
	await expect(page.getByRole('heading', { name: 'On vous attend' })).toBeVisible();
	await expectNoBarrier(page, 'what was booked');
	await ask(api, gilles, 'rpc/advance_visit', { id, action: 'check_in', op_id: randomUUID(), details: {} });

	// From there to one's own place in the queue, whose address says nothing to a server.
	await page.reload();
	await page.getByRole('link', { name: 'Où j’en suis dans la file' }).press('Enter');
	await expect(page).toHaveURL(/\/visite#[\w-]{22}$/);
	await expect(page.getByRole('heading', { name: 'Vous êtes au premier rang' })).toBeVisible();
	await expectNoBarrier(page, 'a place in the queue');
	await openWhole(page, '/visite#nowhere');
	await page.reload();
	await expect(page.getByRole('heading', { name: 'Ce code ne mène nulle part' })).toBeVisible();
	await expectNoBarrier(page, 'a code that leads nowhere');

	await openWhole(gilles.page, `/agenda/${session.slug}/participants`);
	await expectNoBarrier(gilles.page, 'who comes');
	await openWhole(gilles.page, `/agenda/${session.slug}/modifier`);
	await expectNoBarrier(gilles.page, 'the session as it is written');
});
