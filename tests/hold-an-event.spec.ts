import { randomUUID } from 'node:crypto';
import ICAL from 'ical.js';
import { installed } from './support/device.ts';
import { enter, reach } from './support/keyboard.ts';
import { expect, test } from './support/neighbourhood.ts';

test.use({ serviceWorkers: 'allow' });

/** The events of a feed, as a calendar reads them. */
function read(file: string) {
	const calendar = new ICAL.Component(ICAL.parse(file) as unknown as string[]);
	return calendar.getAllSubcomponents('vevent').map((component) => {
		const event = new ICAL.Event(component);
		return {
			uid: event.uid,
			title: event.summary,
			from: event.startDate.toJSDate(),
			sequence: event.sequence,
			status: component.getFirstPropertyValue('status') as string
		};
	});
}

const hourInParis = (instant: Date) =>
	new Intl.DateTimeFormat('fr-FR', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Paris' }).format(instant);

test('a series is called together, filled, moved once, cancelled once, and read by calendars', async ({
	newcomer,
	api,
	request,
	page: anybody
}) => {
	const maud = await newcomer('Maud');
	const noe = await newcomer('Noé');
	const lea = await newcomer('Léa');
	const title = `Réparer chez Maud ${randomUUID().slice(0, 6)}`;

	// Maud begins from a template, says how often, and announces: by keyboard.
	const { page } = maud;
	await page.goto('/agenda/nouveau');
	await enter(page, page.getByRole('link', { name: 'Braderie' }));
	await reach(page, page.getByLabel('Son nom'));
	await page.keyboard.type(title);
	await page.getByLabel('Nombre de places').fill('1');
	await page.getByLabel('Où', { exact: true }).fill('Salle du bas');
	await page
		.getByLabel(/^Chaque mois, le .* samedi$/)
		.first()
		.check();
	await expect(page.getByText(/^Ensuite/)).toBeVisible();
	await enter(page, page.getByRole('button', { name: 'Annoncer', exact: true }));
	await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
	await expect(page.getByText(/^Chaque mois, le/)).toBeVisible();
	await expect(page.getByText('Il manque 6 personnes pour aider')).toBeVisible();

	// Whoever looks finds it; the feed tells each date at the same hour in Paris.
	const feed = async () =>
		read(await (await request.get('/export/events.ics')).text()).filter((one) => one.title === title);
	const dates = await feed();
	expect(dates.length).toBeGreaterThanOrEqual(5);
	expect(new Set(dates.map(({ from }) => hourInParis(from)))).toEqual(new Set(['10:00']));
	for (const of of ['place=repair-cafe-cleunay', 'community=outils-de-cleunay']) {
		const narrowed = read(await (await request.get(`/export/events.ics?${of}`)).text()).map((one) => one.title);
		expect(narrowed).toContain('Séance de réparation à Cleunay');
		expect(narrowed).not.toContain(title);
	}
	await anybody.goto('/agenda');
	await anybody.getByRole('link', { name: title }).first().click();
	await expect(anybody.getByRole('heading', { name: title, level: 1 })).toBeVisible();
	const path = new URL(anybody.url()).pathname;
	await expect(
		anybody
			.getByRole('link', { name: 'Se connecter' })
			.or(anybody.getByRole('link', { name: 'Je viens', exact: true }))
			.first()
	).toBeVisible();
	const facts = await (await request.get(path)).text();
	expect(facts).toContain('"@type":"Event"');
	expect(facts).toContain('property="og:title"');

	// Noé has read it, loses the network, and says so all the same.
	await noe.page.goto('/');
	await installed(noe.page);
	await noe.page.goto(path);
	await expect(noe.page.getByRole('button', { name: 'Je viens' })).toBeVisible();
	await noe.page.waitForLoadState('networkidle');
	await noe.page.context().setOffline(true);
	await enter(noe.page, noe.page.getByRole('button', { name: 'Je viens' }));
	await expect(noe.page.getByRole('heading', { name: 'Vous venez', exact: true })).toBeVisible();
	await expect(noe.page.getByText('Gardé sur cet appareil, part dès que possible.')).toBeVisible();
	await noe.page.context().setOffline(false);
	await expect(noe.page.getByText('Gardé sur cet appareil, part dès que possible.')).toBeHidden({ timeout: 30_000 });

	// It is full: Léa waits. Noé gives the seat back, and it is hers.
	await lea.page.goto(path);
	await enter(lea.page, lea.page.getByRole('button', { name: 'M’inscrire sur la liste d’attente' }));
	await expect(lea.page.getByRole('heading', { name: 'Vous êtes sur la liste d’attente' })).toBeVisible();
	await enter(noe.page, noe.page.getByRole('button', { name: 'Je ne viens plus' }));
	await expect(noe.page.getByRole('heading', { name: 'Vous venez ?' })).toBeVisible();
	await lea.page.reload();
	await expect(lea.page.getByRole('heading', { name: 'Vous venez', exact: true })).toBeVisible();

	// Noé helps instead: takes a shift, changes it, and lets go.
	await enter(noe.page, noe.page.getByRole('button', { name: 'Je m’en occupe : Accueil' }));
	await expect(noe.page.getByText('C’est vous')).toBeVisible();
	await enter(noe.page, noe.page.getByRole('button', { name: 'Changer pour : Tenir un stand' }));
	await expect(noe.page.getByRole('button', { name: 'Je ne peux plus : Tenir un stand' })).toBeVisible();
	await expect(noe.page.getByRole('button', { name: 'Changer pour : Accueil' })).toBeVisible();
	const cannot = noe.page.getByRole('button', { name: 'Je ne peux plus : Tenir un stand' });
	await expect(cannot).not.toHaveAttribute('aria-busy');
	await enter(noe.page, cannot);
	await expect(noe.page.getByRole('button', { name: 'Je m’en occupe : Tenir un stand' })).toBeVisible();

	// Maud sees who comes.
	await page.goto(path);
	await enter(page, page.getByRole('link', { name: 'Voir qui vient' }));
	await expect(page.getByText('Léa')).toBeVisible();

	// She moves this date by a day: those who come are told, the others stay, calendars follow.
	await page.goto(path);
	await enter(page, page.getByRole('link', { name: 'Modifier', exact: true }));
	const day = await page.getByLabel('Le jour').inputValue();
	const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
	await page.getByLabel('Le jour').fill(next);
	await enter(page, page.getByRole('button', { name: 'Enregistrer', exact: true }));
	await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
	await expect(page.getByText(/dimanche/).first()).toBeVisible();
	const answered = await fetch(`${api.url}/rest/v1/notifications?select=about`, {
		headers: { apikey: api.key, authorization: `Bearer ${lea.token}` }
	});
	const told = (await answered.json()) as { about: { says: string } }[];
	expect(told.map(({ about }) => about.says)).toContain('event_moved');
	const moved = await feed();
	expect(moved.filter(({ sequence }) => sequence > 0)).toHaveLength(1);
	expect(moved).toHaveLength(dates.length);

	// Then cancels it: its name stays, one further on; the rest of the series takes place.
	await enter(page, page.getByRole('button', { name: 'Annuler cette date' }));
	const sheet = page.getByRole('dialog');
	await sheet.getByLabel(/^Un mot/).fill('La salle est prise.');
	await enter(page, sheet.getByRole('button', { name: 'Annuler le rendez-vous' }));
	await expect(page.getByText('La salle est prise.')).toBeVisible();
	const after = await feed();
	const cancelled = after.filter(({ status }) => status === 'CANCELLED');
	expect(cancelled).toHaveLength(1);
	expect(cancelled[0]).toMatchObject({ uid: dates.find(({ uid }) => uid === cancelled[0]!.uid)!.uid, sequence: 2 });
	expect(after.filter(({ status }) => status === 'CONFIRMED')).toHaveLength(dates.length - 1);
	const one = read(await (await request.get(`/events/${path.split('/').at(-1)!}.ics`)).text());
	expect(one).toEqual(cancelled);
});
