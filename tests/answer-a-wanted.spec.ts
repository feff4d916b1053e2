import { randomUUID } from 'node:crypto';
import { installed } from './support/device.ts';
import { enter, reach } from './support/keyboard.ts';
import { ask } from './support/lending.ts';
import { expect, test } from './support/neighbourhood.ts';

test.use({ serviceWorkers: 'allow', reducedMotion: 'reduce', keyboardAlone: true });

test('what is looked for is found in a placard, offered without network, and agreed in one tap', async ({
	newcomer,
	api
}) => {
	const mael = await newcomer('Maël');
	const nolwenn = await newcomer('Nolwenn');
	const wanted = randomUUID();
	const title = 'Cherche un sarcloir à betteraves';
	const category_slug = 'outils-electroportatifs';
	await ask(api, mael, 'listings', { id: wanted, kind: 'wanted', title, category_slug, commune_code: '35238' });
	await ask(api, mael, 'rpc/advance_listing', { listing_id: wanted, action: 'publish', op_id: randomUUID() });

	const hers = nolwenn.page;
	await hers.goto('/compte/mon-placard');
	await installed(hers);
	await expect(hers.getByRole('heading', { name: 'Votre placard est vide' })).toBeVisible();
	await hers.context().setOffline(true);
	await reach(hers, hers.getByLabel('Son nom'));
	await hers.keyboard.type('Vieux sarcloir');
	await enter(hers, hers.getByRole('button', { name: 'Garder dans mon placard' }));
	const item = hers.locator('main').getByRole('listitem').filter({ hasText: 'Vieux sarcloir' });
	await expect(item).toContainText('Gardé sur cet appareil, part dès que possible');
	await hers.context().setOffline(false);
	const mine = () => ask<{ name: string }[]>(api, nolwenn, 'rpc/my_placard', {});
	await expect
		.poll(async () => (await mine()).map(({ name }) => name), { timeout: 40_000 })
		.toEqual(['Vieux sarcloir']);

	// She sees what she may have, and nobody knows.
	await hers.reload();
	await expect(item).not.toContainText('part dès que possible');
	await enter(hers, hers.getByRole('link', { name: title }));
	const have = hers.getByRole('button', { name: 'J’en ai un' });
	await expect(have).toBeVisible();
	await hers.context().setOffline(true);
	await enter(hers, have);
	await expect(hers.getByRole('radio', { name: 'Vieux sarcloir' })).toBeChecked();
	await enter(hers, hers.getByRole('button', { name: 'Proposer à Maël' }));
	await expect(hers.locator('main')).toContainText('Gardé sur cet appareil, part dès que possible');
	await hers.context().setOffline(false);

	const his = mael.page;
	await expect(async () => {
		await his.goto(`/annonces/${wanted}`);
		await expect(his.getByRole('heading', { name: /Nolwenn vous propose\s: Vieux sarcloir/ })).toBeVisible();
	}).toPass({ timeout: 60_000 });
	await enter(his, his.getByRole('button', { name: 'Dire oui' }));
	await expect(his).toHaveURL(/\/echanges\//);
	await expect(his.getByRole('heading', { name: 'Vieux sarcloir', level: 1 })).toBeVisible();
	await his.goto('/compte/mes-annonces');
	await expect(his.locator('main').getByRole('listitem').filter({ hasText: title })).toContainText('Close');
});
