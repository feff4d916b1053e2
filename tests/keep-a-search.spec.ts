import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { installed, keysOf } from './support/device.ts';
import { ask } from './support/lending.ts';
import { demoPassword, expect, test } from './support/neighbourhood.ts';

test.use({ serviceWorkers: 'allow' });

const halfAnHour = 1_800_000;

async function keepAs(page: Page, name: string): Promise<void> {
	await page.getByRole('button', { name: 'Garder cette recherche' }).click();
	await page.getByLabel('Nom de la recherche').fill(name);
	await page.getByRole('button', { name: 'Garder', exact: true }).click();
	await expect(page.getByText(`Gardée sous le nom «\u00a0${name}\u00a0».`)).toBeVisible();
}

/** The searches that the database has of somebody. */
async function savedBy(api: { url: string; key: string }, token: string): Promise<unknown> {
	const headers = { apikey: api.key, authorization: `Bearer ${token}` };
	return (await fetch(`${api.url}/rest/v1/saved_searches?select=name,words`, { headers })).json();
}

test('a search is kept, opens without network with what it found, and is forgotten', async ({ newcomer, api }) => {
	const { page, id, token } = await newcomer('Enora');
	await page.goto('/');
	await installed(page);
	await page.goto('/chercher?q=perceuse&kind=loan');
	await keepAs(page, 'Pour l’étagère');
	await page.getByRole('link', { name: 'Mes recherches' }).click();
	await expect(page).toHaveURL('/compte/mes-recherches');
	const line = page.locator('main').getByRole('listitem').filter({ hasText: 'Pour l’étagère' });
	await expect(line).toContainText('«\u00a0perceuse\u00a0» · Emprunter');
	await expect(line).toContainText(/annonces?, vues? /);
	await expect.poll(() => keysOf(page, id)).toContain('search /search?q=perceuse&kind=loan');

	await page.context().setOffline(true);
	await page.clock.setSystemTime(Date.now() + halfAnHour);
	await page.reload();
	await expect(page.getByText(/^Vu .* sur cet appareil/)).toBeVisible();
	await expect(line).toContainText('il y a 30 minutes');
	await page.getByRole('link', { name: 'Pour l’étagère' }).click();
	const drill = page.getByRole('link', { name: /Perceuse à percussion/ }).first();
	await expect(drill).toBeVisible();
	await page.reload();
	await expect(drill).toBeVisible();
	await expect(page.getByText(/^Liste gardée sur cet appareil, vue il y a 30 minutes/)).toBeVisible();
	await expect(page.getByText('Gardée sous le nom «\u00a0Pour l’étagère\u00a0».')).toBeVisible();

	await page.goto('/compte/mes-recherches');
	await page.getByRole('button', { name: 'Oublier Pour l’étagère' }).click();
	await page.getByRole('button', { name: 'Oublier la recherche' }).click();
	await expect(page.getByRole('heading', { name: 'Aucune recherche gardée' })).toBeVisible();
	await page.context().setOffline(false);
	await expect.poll(() => savedBy(api, token), { timeout: 30_000 }).toEqual([]);
});

test('a search that is kept without network is there for other devices once it is back', async ({ newcomer, api }) => {
	const { page, token } = await newcomer('Fanch');
	await page.goto('/');
	await installed(page);
	await page.goto('/chercher?q=velo');
	await page.waitForLoadState('networkidle');
	await page.context().setOffline(true);
	await keepAs(page, 'Un vélo');
	await page.getByRole('link', { name: 'Mes recherches' }).click();
	await expect(page.locator('main')).toContainText('Gardé sur cet appareil, part dès que possible');
	await page.context().setOffline(false);
	await expect.poll(() => savedBy(api, token), { timeout: 30_000 }).toEqual([{ name: 'Un vélo', words: 'velo' }]);
	await expect(page.locator('main')).not.toContainText('part dès que possible');
});

test('what a search finds is kept before its owner looks', async ({ newcomer, api }) => {
	const { page, id, token } = await newcomer('Goulven');
	await ask(api, { token }, 'saved_searches', { id: randomUUID(), name: 'Pour percer', words: 'perceuse' });
	await page.goto('/');
	await installed(page);
	await expect.poll(() => keysOf(page, id), { timeout: 30_000 }).toContain('search /search?q=perceuse');
	await page.context().setOffline(true);
	await page.goto('/compte/mes-recherches');
	await page.getByRole('link', { name: 'Pour percer' }).click();
	await expect(page.getByRole('link', { name: /Perceuse à percussion/ }).first()).toBeVisible();
});

test('a visitor signs in first, and comes back to the same search', async ({ page }) => {
	await page.goto('/chercher?q=perceuse&kind=loan');
	await page.getByRole('link', { name: 'Garder cette recherche' }).click();
	await page.getByLabel('Adresse électronique').fill('bo@demo.test');
	await page.getByLabel('Mot de passe', { exact: true }).fill(demoPassword);
	await page.getByRole('button', { name: 'Se connecter' }).click();
	await expect(page).toHaveURL('/chercher?q=perceuse&kind=loan');
	await expect(page.getByRole('button', { name: 'Garder cette recherche' })).toBeVisible();
});
