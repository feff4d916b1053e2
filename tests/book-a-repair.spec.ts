import { randomUUID } from 'node:crypto';
import { installed } from './support/device.ts';
import { enter } from './support/keyboard.ts';
import { ask } from './support/lending.ts';
import { expect, test, type Newcomer } from './support/neighbourhood.ts';

test.use({ serviceWorkers: 'allow' });

const picture = new URL('../supabase/embedded/demo/photos/demo-001.webp', import.meta.url).pathname;

type Api = { url: string; key: string };

/** A repair session that `organiser` holds in three days; answers the end of its address. */
async function hold(api: Api, organiser: Newcomer, capacity: number): Promise<string> {
	const id = randomUUID();
	const from = new Date(Date.now() + 3 * 86_400_000);
	from.setUTCHours(13, 0, 0, 0);
	const changes = {
		kind: 'repair_session',
		title: 'Réparer à Cleunay',
		address: 'Salle du square',
		starts_at: from.toISOString(),
		ends_at: new Date(from.getTime() + 3 * 3_600_000).toISOString(),
		capacity
	};
	await ask(api, organiser, 'rpc/save_event', { id, changes, op_id: randomUUID() });
	const step = { id, action: 'publish', op_id: randomUUID() };
	const { slug } = await ask<{ slug: string }>(api, organiser, 'rpc/advance_event', step);
	return slug;
}

test('a visit is booked without network, with a photo, seen by those who help, and given up', async ({
	newcomer,
	api
}) => {
	test.setTimeout(120_000);
	const maud = await newcomer('Maud');
	const noe = await newcomer('Noé');
	const slug = await hold(api, maud, 1);
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
});
