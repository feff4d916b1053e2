import { randomUUID } from 'node:crypto';
import { installed } from './support/device.ts';
import { enter } from './support/keyboard.ts';
import { ask } from './support/lending.ts';
import { expect, test, type Newcomer } from './support/neighbourhood.ts';
import { announce } from './support/sessions.ts';

test.use({ serviceWorkers: 'allow' });

const picture = new URL('../supabase/embedded/demo/photos/demo-001.webp', import.meta.url).pathname;

type Api = { url: string; key: string };

/** Three hours, `days` from now, from `hour` on in UTC. */
function hours(days: number, hour: number) {
	const from = new Date(Date.now() + days * 86_400_000);
	from.setUTCHours(hour, 0, 0, 0);
	return { starts_at: from.toISOString(), ends_at: new Date(from.getTime() + 3 * 3_600_000).toISOString() };
}

/** A repair session that `organiser` holds in three days; answers its id, and the end of its address. */
async function hold(api: Api, organiser: Newcomer, capacity: number): Promise<{ id: string; slug: string }> {
	const id = randomUUID();
	const changes = {
		kind: 'repair_session',
		title: 'Réparer à Cleunay',
		address: 'Salle du square',
		...hours(3, 13),
		capacity
	};
	await ask(api, organiser, 'rpc/save_event', { id, changes, op_id: randomUUID() });
	const step = { id, action: 'publish', op_id: randomUUID() };
	const { slug } = await ask<{ slug: string }>(api, organiser, 'rpc/advance_event', step);
	return { id, slug };
}

/** Moves a session of `organiser`'s to the day after, an hour later. */
async function move(api: Api, organiser: Newcomer, id: string): Promise<void> {
	await ask(api, organiser, 'rpc/save_event', { id, changes: hours(4, 14), op_id: randomUUID() });
}

test('a visit is booked without network, with a photo, seen by those who help, and given up', async ({
	newcomer,
	api
}) => {
	const maud = await newcomer('Maud');
	const noe = await newcomer('Noé');
	const { id, slug } = await hold(api, maud, 1);
	const { page } = noe;
	await page.goto('/');
	await installed(page);
	await page.goto(`/agenda/${slug}/ma-visite`);
	await expect(page.getByRole('heading', { name: 'Venir réparer' })).toBeVisible();

	// What is wrong is asked for.
	await enter(page, page.getByRole('button', { name: 'Réserver ma venue' }));
	await expect(page.getByText('Dites en quelques mots ce qui ne va pas.')).toBeVisible();
	await page.getByLabel('Quel genre d’objet').selectOption('Bouilloire');
	await expect(page.getByText(/^Ailleurs, 5 sur 10 ont été réparés/)).toBeVisible();
	await page.getByLabel(/^Son nom, sa marque/).fill('Bouilloire de Noé');
	await page.getByLabel(/^Que se passe-t-il/).fill('Elle fuit par le bas');
	await page.getByLabel('Ajouter une photo de la panne').setInputFiles(picture);
	await expect(page.getByRole('img', { name: 'Photo de la panne' })).toBeVisible();
	await page.getByLabel(/^Quand viendrez-vous/).selectOption({ index: 2 });
	await page.waitForLoadState('networkidle');
	await page.context().setOffline(true);
	await enter(page, page.getByRole('button', { name: 'Réserver ma venue' }));
	await expect(page.getByRole('heading', { name: 'Gardé ici' })).toBeVisible();
	await expect(page.getByText('Elle fuit par le bas')).toBeVisible();
	await page.context().setOffline(false);
	await expect(page.getByRole('heading', { name: 'On vous attend' })).toBeVisible({ timeout: 30_000 });

	// Somebody else waits for the one seat.
	const lou = await newcomer('Lou');
	await lou.page.goto(`/agenda/${slug}/ma-visite`);
	await lou.page.getByLabel(/^Que se passe-t-il/).fill('Ne chauffe plus');
	await enter(lou.page, lou.page.getByRole('button', { name: 'Réserver ma venue' }));
	await expect(lou.page.getByRole('heading', { name: 'Vous êtes en liste d’attente' })).toBeVisible();

	// Whoever helps reads what is coming, and notes what to bring; its visitor reads that too.
	await maud.page.goto(`/agenda/${slug}/seance/a-venir`);
	const coming = maud.page.getByRole('listitem').filter({ hasText: 'Bouilloire de Noé' });
	await expect(coming).toContainText('Elle fuit par le bas');
	await coming.getByRole('button', { name: 'Voir la photo' }).click();
	await expect(coming.getByRole('img', { name: 'Photo de la panne' })).toBeVisible();
	await coming.getByLabel('Pièces à apporter').fill('Un joint');
	await enter(maud.page, coming.getByRole('button', { name: 'Noter' }));
	await page.reload();
	await expect(page.getByText('Pièce\u00a0: Un joint')).toBeVisible({ timeout: 30_000 });

	await enter(page, page.getByRole('button', { name: 'Annuler ma venue' }));
	await enter(page, page.getByRole('dialog').getByRole('button', { name: 'Annuler ma venue' }));
	await expect(page.getByRole('heading', { name: 'Vous avez annulé' })).toBeVisible();
	await expect(page.getByRole('button', { name: 'Réserver de nouveau' })).toBeVisible();
	await lou.page.reload();
	await expect(lou.page.getByRole('heading', { name: 'On vous attend' })).toBeVisible();

	// Maud moves the session to the day after, an hour later: the hour that Lou said follows.
	const arrival = lou.page.getByText(/^Arrivée prévue/);
	const said = await arrival.textContent();
	await move(api, maud, id);
	await lou.page.reload();
	await expect(arrival).toContainText(/\s(15|16)\sh$/);
	await expect(arrival).not.toHaveText(said!);
	await lou.page.goto('/notifications');
	await expect(lou.page.getByText(/votre heure d’arrivée avec elle/)).toBeVisible();
});

test('what a session could not finish is booked for the next, with what was found', async ({ newcomer, api }) => {
	const gilles = await newcomer('Gilles');
	const noe = await newcomer('Noé');
	const first = await announce(api, gilles, gilles, 'Réparer en décembre');
	const [id, kettle] = [randomUUID(), randomUUID()];
	const items = [
		{ id: kettle, product_category_id: 14, partner_product_category: 'Bouilloire de Noé', problem: 'Elle fuit' }
	];
	const arrival_at = new Date(Date.now() + 2 * 3_600_000).toISOString();
	await ask(api, noe, 'rpc/book_visit', { id, event_id: first.id, arrival_at, items });
	await ask(api, gilles, 'rpc/advance_visit', { id, action: 'check_in', op_id: randomUUID() });
	const found = { repair_status: 2, notes: 'Le joint est sec' };
	await ask(api, gilles, 'rpc/advance_repair', { id: kettle, action: 'done', details: found, op_id: randomUUID() });
	const next = await announce(api, gilles, gilles, 'Réparer en janvier');

	// Gilles sends it on.
	const { page } = gilles;
	await page.goto(`/agenda/${first.slug}/seance/table`);
	await page.getByRole('tab', { name: 'Terminé' }).click();
	await enter(page, page.getByRole('button', { name: /^Ailleurs que chez soi/ }));
	await enter(page, page.getByRole('dialog').getByRole('button', { name: 'À une prochaine séance' }));
	await expect(page.getByRole('tabpanel')).toContainText('à une prochaine séance');

	// Noé reads when, and books in one go: what to bring is written down already.
	await noe.page.goto(`/agenda/${first.slug}/ma-visite`);
	await expect(noe.page.getByText('La suite')).toBeVisible();
	await enter(noe.page, noe.page.getByRole('link', { name: 'Réserver cette séance' }));
	await expect(noe.page.getByLabel(/^Que se passe-t-il/)).toHaveValue('Elle fuit');
	await expect(noe.page.getByLabel(/^Son nom, sa marque/)).toHaveValue('Bouilloire de Noé');
	await enter(noe.page, noe.page.getByRole('button', { name: 'Réserver ma venue' }));
	await expect(noe.page.getByRole('heading', { name: 'On vous attend' })).toBeVisible({ timeout: 30_000 });
	await noe.page.goto(`/agenda/${first.slug}/ma-visite`);
	await expect(noe.page.getByRole('link', { name: 'Votre prochaine venue' })).toBeVisible();

	// Whoever repairs there knows.
	await page.goto(`/agenda/${next.slug}/seance/a-venir`);
	const coming = page.getByRole('listitem').filter({ hasText: 'Bouilloire de Noé' });
	await expect(coming).toContainText('Le joint est sec');
});
