import { randomUUID } from 'node:crypto';
import { expectNoBarrier, expectNoBarrierIn, openWhole } from './support/barriers.ts';
import { accept, ask, borrow, lend } from './support/lending.ts';
import { day, expect, test } from './support/neighbourhood.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const op_id = () => randomUUID();
const midnight = (offset: number) => new Date(`${day(offset)}T00:00:00+01:00`).toISOString();

test('nobody meets a barrier when several things are asked for, break, come back and are told of', async ({
	newcomer,
	api
}) => {
	const [gaud, hoel] = [await newcomer('Gaud'), await newcomer('Hoel')];
	const [chairs, table] = [await lend(api, gaud, 'Chaise pliante'), await lend(api, gaud, 'Table pliante')];
	await ask(api, gaud, 'rpc/save_listing', { id: chairs, changes: { units: 2 }, op_id: op_id() });

	await openWhole(hoel.page, `/annonces/${chairs}?from=${day(1)}&until=${day(2)}`);
	await hoel.page.getByRole('button', { name: 'Ajouter autre chose de Gaud' }).press('Enter');
	await expect(hoel.page.getByRole('checkbox', { name: 'Table pliante' })).toBeVisible();
	await expectNoBarrier(hoel.page, 'a basket being filled');

	const id = randomUUID();
	const lines = [chairs, table].map((listing_id, at) => ({ id: at ? randomUUID() : id, listing_id }));
	await ask(api, hoel, 'rpc/request_basket', { id, lines, starts_at: midnight(1), ends_at: midnight(3), note: null });
	await openWhole(gaud.page, `/echanges/${id}`);
	await expect(gaud.page.getByRole('button', { name: 'Dire oui aux 2' })).toBeVisible();
	await expectNoBarrier(gaud.page, 'a basket that waits for an answer');

	await ask(api, gaud, 'rpc/advance_basket', { id, action: 'accept', note: null, op_id: op_id() });
	await openWhole(gaud.page, `/echanges/${id}`);
	await expectNoBarrier(gaud.page, 'a basket agreed to');
	await expectNoBarrierIn(gaud.page, 'Proposer une heure', 'an hour that is proposed');
	await ask(api, gaud, 'rpc/advance_basket', { id, action: 'hand_over', note: null, op_id: op_id() });
	await openWhole(hoel.page, `/echanges/${id}`);
	await expectNoBarrierIn(hoel.page, 'Changer la date de retour', 'another day to give back');
	await expectNoBarrierIn(hoel.page, 'C’est cassé', 'something broke');
	await ask(api, gaud, 'rpc/advance_basket', { id, action: 'take_back', note: null, op_id: op_id() });
	await openWhole(gaud.page, `/echanges/${id}`);
	await expectNoBarrierIn(gaud.page, 'Noter l’état', 'what it came back like');
	const facts = { complete: true, clean: false };
	const condition = { id: randomUUID(), reservation_id: id, moment: 'return', note: 'Un peu de plâtre.', facts };
	await ask(api, gaud, 'rpc/report_condition', { ...condition, photos: [] });
	await ask(api, gaud, 'rpc/declare_broken', { id: randomUUID(), listing_id: table, note: 'Un pied a cédé.' });

	await openWhole(hoel.page, `/echanges/${id}`);
	await expect(hoel.page.getByRole('region', { name: 'État noté' })).toContainText('Un peu de plâtre.');
	await expectNoBarrier(hoel.page, 'what was noted');
	await openWhole(hoel.page, `/annonces/${table}`);
	await expect(hoel.page.getByRole('heading', { name: 'En réparation' })).toBeVisible();
	await expectNoBarrier(hoel.page, 'a listing that is broken');
	await openWhole(hoel.page, '/nouvelles');
	await expectNoBarrier(hoel.page, 'news');
	await openWhole(gaud.page, '/compte/mes-annonces');
	await expectNoBarrier(gaud.page, 'own listings, one broken');
});

test('nobody meets a barrier while they wait, choose, draw, look for something and say how it went', async ({
	newcomer,
	signedIn,
	api
}) => {
	const [maud, { page, ...noe }] = [await newcomer('Maud'), await newcomer('Noé')];

	const saw = await lend(api, maud, 'Scie de Maud');
	await accept(api, maud, await borrow(api, await newcomer('Brieuc'), saw, [3, 4]));
	await openWhole(page, `/annonces/${saw}?from=${day(3)}&until=${day(4)}`);
	await expect(page.getByRole('button', { name: 'Prévenez-moi si ça se libère' })).toBeVisible();
	await expectNoBarrier(page, 'days that are taken');
	const wait = { id: randomUUID(), listing_id: saw, starts_at: midnight(3), ends_at: midnight(5) };
	await ask(api, noe, 'rpc/join_waitlist', wait);
	await openWhole(page, '/echanges');
	await expect(page.getByRole('article', { name: 'Scie de Maud' })).toBeVisible();
	await expectNoBarrier(page, 'a place in line');

	const gift = {
		id: randomUUID(),
		kind: 'gift',
		title: 'Buffet de Maud',
		category_slug: 'meubles',
		commune_code: '35238'
	};
	await ask(api, maud, 'listings', { ...gift, choice_rule: 'draw' });
	await ask(api, maud, 'rpc/advance_listing', { listing_id: gift.id, action: 'publish', op_id: op_id() });
	const wish = randomUUID();
	await ask(api, noe, 'rpc/request_gift', { id: wish, listing_id: gift.id, note: 'Pour la vaisselle' });
	await openWhole(page, `/dons/${wish}`);
	await expectNoBarrier(page, 'a gift that is drawn for');
	await openWhole(maud.page, `/annonces/${gift.id}`);
	await expect(maud.page.getByText('Pour la vaisselle')).toBeVisible();
	await expectNoBarrier(maud.page, 'who would like a gift');
	await expectNoBarrierIn(maud.page, 'Tirer au sort maintenant', 'a draw about to be made');
	await ask(api, maud, 'rpc/draw_recipient', { listing_id: gift.id, op_id: op_id() });
	await openWhole(page, `/dons/${wish}`);
	await expectNoBarrierIn(page, 'Proposer un moment', 'when to come for it');
	await openWhole(page, `/tirages/${gift.id}`);
	await page.getByRole('button', { name: 'Refaire le calcul ici' }).press('Enter');
	await expect(page.getByText(/^C’est juste/)).toBeVisible();
	await expectNoBarrier(page, 'a draw that was made');

	const wanted = { id: randomUUID(), kind: 'wanted', title: 'Sarcloir', category_slug: 'outils-electroportatifs' };
	await ask(api, maud, 'listings', { ...wanted, commune_code: '35238' });
	await ask(api, maud, 'rpc/advance_listing', { listing_id: wanted.id, action: 'publish', op_id: op_id() });
	const item = { id: randomUUID(), name: 'Vieux sarcloir', category_slug: wanted.category_slug, note: '' };
	await ask(api, noe, 'rpc/keep_in_placard', item);
	await openWhole(page, `/annonces/${wanted.id}`);
	await expectNoBarrierIn(page, 'J’en ai un', 'what one has to offer');
	const offer = { id: randomUUID(), wanted_id: wanted.id, listing_id: null, placard_item_id: item.id };
	await ask(api, noe, 'rpc/answer_wanted', { ...offer, starts_at: midnight(1), ends_at: midnight(4), note: null });
	await openWhole(maud.page, `/annonces/${wanted.id}`);
	await expect(maud.page.getByRole('heading', { name: /Noé vous propose/ })).toBeVisible();
	await expectNoBarrier(maud.page, 'what is offered');

	await ask(api, noe, 'saved_searches', { id: randomUUID(), name: 'Perceuse', words: 'perceuse', kinds: [] });
	for (const [path, where] of [
		['/compte/mon-placard', 'a placard with something in it'],
		['/compte/mes-recherches', 'a search that was kept'],
		['/personnes/00000000-0000-7001-8000-000000000104', 'what was said of somebody']
	] as const) {
		await openWhole(page, path);
		await expectNoBarrier(page, where);
	}
	await openWhole(page, '/compte/creneaux');
	await page.getByRole('button', { name: 'Ajouter des jours' }).press('Enter');
	await expectNoBarrier(page, 'days away');
	await openWhole(page, '/compte/calendrier');
	await page.getByRole('button', { name: 'Créer mon lien' }).press('Enter');
	await expect(page.getByRole('textbox')).toBeVisible();
	await expectNoBarrier(page, 'a calendar to follow');

	const ada = await signedIn('ada');
	await openWhole(ada, '/echanges/00000000-0000-7003-8000-000000000004');
	await expectNoBarrierIn(ada, 'Dire comment ça s’est passé', 'how it went');
});
