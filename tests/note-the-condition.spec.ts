import { randomUUID } from 'node:crypto';
import { installed } from './support/device.ts';
import { accept, ask, borrow, lend } from './support/lending.ts';
import { expect, test } from './support/neighbourhood.ts';

test.use({ serviceWorkers: 'allow' });

const picture = new URL('../supabase/embedded/demo/photos/', import.meta.url);

test('what came back is noted without network, with a photograph, and read by the other alone', async ({
	newcomer,
	api,
	page: visitor
}) => {
	const [lou, bob] = [await newcomer('Lou'), await newcomer('Bob')];
	const drill = await lend(api, lou, 'Perceuse de Lou');
	const exchange = await borrow(api, bob, drill, [0, 1]);
	await accept(api, lou, exchange);
	for (const action of ['hand_over', 'take_back']) {
		await ask(api, lou, 'rpc/advance_reservation', { id: exchange, action, op_id: randomUUID() });
	}

	await lou.page.goto('/');
	await installed(lou.page);
	await lou.page.goto(`/echanges/${exchange}`);
	await expect(lou.page.getByRole('heading', { name: /^C’est revenu/ })).toBeVisible();
	await lou.page.waitForLoadState('networkidle');
	await lou.page.context().setOffline(true);
	await lou.page.getByRole('button', { name: 'Noter l’état' }).press('Enter');
	const dialog = lou.page.getByRole('dialog', { name: 'Noter l’état' });
	await dialog.getByRole('group', { name: 'Tout y est' }).getByLabel('Oui').check();
	await dialog.getByRole('group', { name: 'C’est propre' }).getByLabel('Non').check();
	await dialog.getByLabel(/^Quelques mots/).fill('Un peu de plâtre.');
	await dialog.getByLabel('Ajouter des photos').setInputFiles(await aPhoto());
	await expect(dialog.getByRole('img', { name: 'Photo 1' })).toBeVisible();
	await dialog.getByRole('button', { name: 'Noter', exact: true }).press('Enter');

	// It stands where it will be, marked, and outlives the page.
	const noted = lou.page.getByRole('region', { name: 'État noté' });
	await expect(noted).toContainText('Tout y est');
	await expect(noted).toContainText('À nettoyer');
	await expect(noted).toContainText('Gardé sur cet appareil');
	await lou.page.reload();
	await expect(noted).toContainText('Un peu de plâtre.');
	await expect(noted.locator('img')).toBeVisible();

	await lou.page.context().setOffline(false);
	await expect(noted).not.toContainText('Gardé sur cet appareil', { timeout: 30_000 });
	await bob.page.goto(`/echanges/${exchange}`);
	const read = bob.page.getByRole('region', { name: 'État noté' });
	await expect(read).toContainText('Un peu de plâtre.');
	await read.getByRole('button', { name: 'Voir la photo 1 en grand' }).press('Enter');
	await expect(bob.page.getByRole('dialog').getByRole('img', { name: 'Photo de l’état' })).toBeVisible();

	// Nobody else: neither by its address, nor through the app.
	const [row] = await rows<{ path: string }>(api, bob, `condition_photos?select=path`);
	const stranger = await newcomer('Cléo');
	for (const token of [stranger.token, api.key]) {
		const headers = { apikey: api.key, authorization: `Bearer ${token}` };
		expect((await fetch(`${api.url}/storage/v1/object/condition-photos/${row!.path}`, { headers })).ok).toBe(false);
	}
	expect((await visitor.request.get(`/photos/${row!.path}`)).status()).toBe(404);
});

async function aPhoto(): Promise<string> {
	const { readdir } = await import('node:fs/promises');
	const { fileURLToPath } = await import('node:url');
	const name = (await readdir(picture)).find((file) => file.endsWith('.webp'))!;
	return fileURLToPath(new URL(name, picture));
}

async function rows<T>(api: { url: string; key: string }, who: { token: string }, path: string): Promise<T[]> {
	const headers = { apikey: api.key, authorization: `Bearer ${who.token}` };
	return (await fetch(`${api.url}/rest/v1/${path}`, { headers })).json() as Promise<T[]>;
}
