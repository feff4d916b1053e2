import { installed } from './support/device.ts';
import { enter, write } from './support/keyboard.ts';
import { accept, borrow, lend } from './support/lending.ts';
import { expect, test } from './support/neighbourhood.ts';

test.use({ serviceWorkers: 'allow', keyboardAlone: true });

test('a drill breaks, said without network: whoever counted on it is told once, and looks for another', async ({
	newcomer,
	api
}) => {
	const [lou, bob] = [await newcomer('Lou'), await newcomer('Bob')];
	const drill = await lend(api, lou, 'Perceuse de Lou');
	await lend(api, await newcomer('Zoé'), 'Perceuse de Zoé');
	const exchange = await borrow(api, bob, drill, [3, 4]);
	await accept(api, lou, exchange);

	// Lou says so among her listings, and whoever asks is told once it has left.
	await lou.page.goto('/compte/mes-annonces');
	await installed(lou.page);
	const broken = lou.page.getByRole('button', { name: 'C’est cassé Perceuse de Lou' });
	await broken.waitFor();
	await lou.page.context().setOffline(true);
	await enter(lou.page, broken);
	const dialog = lou.page.getByRole('dialog', { name: 'Dire que c’est cassé' });
	await write(lou.page, dialog.getByLabel(/^Ce qui ne va plus/), 'Le mandrin ne serre plus.');
	await enter(lou.page, dialog.getByRole('button', { name: 'Noter la panne' }));
	const line = lou.page.locator('main').getByRole('listitem').filter({ hasText: 'Perceuse de Lou' });
	await expect(line).toContainText('Gardé sur cet appareil');
	await lou.page.context().setOffline(false);
	await expect(line).not.toContainText('Gardé sur cet appareil', { timeout: 40_000 });
	await expect(line).toContainText('En panne');

	// Bob is told once, in the conversation, and nobody accuses anybody.
	await bob.page.goto(`/echanges/${exchange}`);
	await expect(bob.page.getByRole('heading', { name: 'C’est en panne chez Lou' })).toBeVisible();
	await expect(bob.page.getByRole('log').getByText('Lou a dit que c’est en panne.')).toHaveCount(1);
	await enter(bob.page, bob.page.getByRole('button', { name: 'Chercher autre chose' }));
	await expect(bob.page.getByRole('heading', { name: 'Libre à vos dates, chez d’autres' })).toBeFocused();
	const similar = bob.page.getByRole('region', { name: 'Libre à vos dates, chez d’autres' });
	await expect(similar.getByRole('link', { name: /Perceuse de Zoé/ }).first()).toBeVisible();
	await expect(similar.getByRole('link', { name: /Perceuse de Lou/ })).toHaveCount(0);
	await bob.page.goto(`/annonces/${drill}`);
	await expect(bob.page.getByRole('heading', { name: 'En réparation' })).toBeVisible();

	// Proposed to a repair session, then mended: the calendar opens, and Bob is told that too.
	await enter(lou.page, line.getByRole('button', { name: 'Proposer à une réparation' }));
	await write(lou.page, lou.page.getByRole('dialog').getByLabel('Ce qui ne va pas'), 'Le mandrin');
	await enter(lou.page, lou.page.getByRole('button', { name: 'Proposer', exact: true }));
	await expect(line).toContainText('Proposé à un atelier de réparation');
	await enter(lou.page, line.getByRole('button', { name: 'C’est réparé' }));
	await expect(line).not.toContainText('En panne');
	await bob.page.goto(`/echanges/${exchange}`);
	await expect(bob.page.getByRole('log').getByText('Lou a dit que c’est réparé.')).toHaveCount(1);
	await expect(bob.page.getByRole('heading', { name: /^Retrouvez Lou/ })).toBeVisible();
});
