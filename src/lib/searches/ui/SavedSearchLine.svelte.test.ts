import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import { readQuery } from '#lib/listings/domain/search-query.ts';
import SavedSearchLine from './SavedSearchLine.svelte';

const now = Date.parse('2026-12-01T12:00:00Z');
const search = { id: 'a', name: 'Perceuse', query: readQuery(new URLSearchParams('q=perceuse')) };
const line = { search, words: ['«\u00a0perceuse\u00a0»', 'Emprunter'], unsent: false, now, onforget: vi.fn() };

test('a line says how much there was, and when', async () => {
	const found = { count: 3, isAll: true, at: now - 2 * 3_600_000 };
	const { rerender } = await render(SavedSearchLine, { ...line, found });
	await expect.element(page.getByText('3 annonces, vues il y a 2 heures')).toBeVisible();
	await rerender({ found: { ...found, count: 24, isAll: false } });
	await expect.element(page.getByText('24 annonces ou plus, vues il y a 2 heures')).toBeVisible();
	await rerender({ found: { ...found, count: 0 } });
	await expect.element(page.getByText('Aucune annonce, vu il y a 2 heures')).toBeVisible();
	await rerender({ found: undefined });
	await expect.element(page.getByText('Résultats pas encore lus sur cet appareil')).toBeVisible();
});

test('it leads to the search, and names what would be forgotten', async () => {
	await render(SavedSearchLine, { ...line, found: undefined, unsent: true });
	await expect.element(page.getByRole('link', { name: 'Perceuse' })).toHaveAttribute('href', '/chercher?q=perceuse');
	await expect.element(page.getByText(/^Gardé sur cet appareil/)).toBeVisible();
	await page.getByRole('button', { name: 'Oublier Perceuse' }).click();
	expect(line.onforget).toHaveBeenCalledOnce();
});
