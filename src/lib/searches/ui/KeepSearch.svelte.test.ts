import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import KeepSearch from './KeepSearch.svelte';

const keep = page.getByRole('button', { name: 'Garder cette recherche' });
const name = page.getByLabelText('Nom de la recherche');
const done = page.getByRole('button', { name: 'Garder', exact: true });

test('a search is kept under the name it is given, and the reader goes on from there', async () => {
	const onsave = vi.fn().mockResolvedValue(null);
	const { rerender } = await render(KeepSearch, { savedAs: null, suggestion: 'Perceuse, Rennes', onsave });
	onsave.mockImplementation(async (savedAs: string) => {
		await rerender({ savedAs });
		return null;
	});
	await keep.click();
	await expect.element(name).toHaveValue('Perceuse, Rennes');
	await name.fill('  Pour l’étagère ');
	await done.click();
	expect(onsave).toHaveBeenCalledExactlyOnceWith('Pour l’étagère');
	await expect.element(page.getByText(/Pour l’étagère/)).toBeVisible();
	await expect.element(page.getByRole('link', { name: 'Mes recherches' })).toHaveFocus();
});

test('without a name nothing is kept, and the field says so', async () => {
	const onsave = vi.fn().mockResolvedValue(null);
	await render(KeepSearch, { savedAs: null, suggestion: 'Perceuse', onsave });
	await keep.click();
	await name.fill('  ');
	await done.click();
	await expect.element(page.getByText('Donnez-lui un nom, pour la retrouver.')).toBeVisible();
	await expect.element(name).toHaveFocus();
	expect(onsave).not.toHaveBeenCalled();
});

test('what is refused is said beside the form, whose words stay', async () => {
	const onsave = vi.fn().mockResolvedValue('quota_reached');
	await render(KeepSearch, { savedAs: null, suggestion: 'Perceuse', onsave });
	await keep.click();
	await done.click();
	await expect.element(page.getByRole('alert')).toBeVisible();
	await expect.element(name).toHaveValue('Perceuse');
});
