import { readFile } from 'node:fs/promises';
import { installed, keysOf } from './support/device.ts';
import { choose, enter, write } from './support/keyboard.ts';
import { lend } from './support/lending.ts';
import { entriesIn, isThere } from './support/meeting.ts';
import { day, expect, test } from './support/neighbourhood.ts';

test.use({ serviceWorkers: 'allow', keyboardAlone: true });

test('a loan asked for without network within the owner’s hours is agreed as soon as it arrives', async ({
	newcomer,
	api
}) => {
	const nora = await newcomer('Nora');
	const { page: ilan, id: me } = await newcomer('Ilan');
	await isThere(api, nora);
	const listing = await lend(api, nora, 'Perceuse de Nora');
	await ilan.goto('/');
	await installed(ilan);

	// Asked for at the hours that are proposed, kept, and agreed to at once when the network is back.
	await ilan.goto(`/annonces/${listing}?from=${day(5)}&until=${day(6)}`);
	await enter(ilan, ilan.getByRole('link', { name: 'Demander', exact: true }));
	await expect(ilan.getByRole('group', { name: 'Quand le prendre' }).getByRole('radio').first()).toBeChecked();
	await ilan.context().setOffline(true);
	await enter(ilan, ilan.getByRole('button', { name: 'Demander à emprunter' }));
	await expect(ilan).toHaveURL(/\/echanges\//);
	await expect(ilan.locator('main').getByText('Gardé sur cet appareil').first()).toBeVisible();
	await ilan.context().setOffline(false);
	await ilan.getByRole('heading', { name: /^Retrouvez Nora/ }).waitFor({ timeout: 40_000 });
	const meetings = ilan.getByRole('region', { name: 'Rendez-vous' });
	await expect(meetings.getByText(/^Remise .*, entre 10\sh et 12\sh, chez Nora$/)).toBeVisible();
	await expect(meetings.getByText(/^Retour .*, entre 10\sh et 12\sh, chez Nora$/)).toBeVisible();
	await expect(ilan.getByRole('log')).toContainText('Remise convenue');

	// The appointment, as a calendar reads it.
	const saving = ilan.waitForEvent('download');
	await enter(ilan, meetings.getByRole('button', { name: 'Ajouter à mon agenda (Remise)' }));
	const [entry] = entriesIn(await readFile(await (await saving).path(), 'utf8'));
	const hour = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'short' });
	expect(entry).toMatchObject({
		title: 'Remise\u00a0: Perceuse de Nora',
		place: 'Chez Nora',
		sequence: 0,
		status: 'CONFIRMED'
	});
	expect([hour.format(new Date(entry!.from)), hour.format(new Date(entry!.until))]).toEqual([
		`${day(5)} 10:00`,
		`${day(5)} 12:00`
	]);

	// Without network the appointments are there, and another time is proposed.
	await ilan.goto('/compte/calendrier');
	await expect(ilan.locator('main').getByRole('listitem')).toHaveCount(3);
	await expect.poll(() => keysOf(ilan, me)).toContain('calendar');
	await ilan.context().setOffline(true);
	await ilan.reload();
	await enter(ilan, ilan.getByRole('link', { name: 'Remise\u00a0: Perceuse de Nora' }));
	await enter(ilan, meetings.getByRole('button', { name: 'Proposer une autre heure (Retour)' }));
	const sheet = ilan.getByRole('dialog');
	await choose(ilan, sheet.getByRole('radio', { name: 'Une autre heure' }));
	await write(ilan, sheet.getByLabel('À partir de'), '18:00');
	await enter(ilan, sheet.getByRole('button', { name: 'Proposer à Nora' }));
	await expect(meetings.getByText(/^Vous avez proposé .*, 18\sh, chez Nora/)).toBeVisible();
	await expect(meetings.getByText('Gardé sur cet appareil')).toBeVisible();
	await ilan.context().setOffline(false);
	await expect(meetings.getByText('Gardé sur cet appareil')).toHaveCount(0);

	// The owner agrees without network as well, and both read the same.
	await nora.page.goto(new URL(ilan.url()).pathname);
	const hers = nora.page.getByRole('region', { name: 'Rendez-vous' });
	await expect(hers.getByRole('button', { name: /^D’accord/ })).toBeVisible();
	await installed(nora.page);
	await nora.page.context().setOffline(true);
	await enter(nora.page, hers.getByRole('button', { name: /^D’accord/ }));
	await expect(hers.getByText('Gardé sur cet appareil')).toBeVisible();
	await nora.page.context().setOffline(false);
	await expect(hers.getByText('Gardé sur cet appareil')).toHaveCount(0, { timeout: 40_000 });
	await expect(hers.getByText(/^Retour .*, 18\sh, chez Nora$/)).toBeVisible();
	await expect(meetings.getByText(/^Retour .*, 18\sh, chez Nora$/)).toBeVisible();
});
