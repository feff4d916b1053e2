import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import UnsentBar from './UnsentBar.svelte';

test('nothing is said when all is well', async () => {
	await render(UnsentBar, { href: '/envois', waiting: 0, refused: 0 });
	expect(document.querySelector('[role="status"]')?.textContent.trim()).toBe('');
});

test('what waits is counted, and leads to its list', async () => {
	await render(UnsentBar, { href: '/envois', waiting: 2, refused: 0 });
	await expect.element(page.getByRole('link', { name: '2 envois en attente' })).toHaveAttribute('href', '/envois');
});

test('what needs its author comes first', async () => {
	await render(UnsentBar, { href: '/envois', waiting: 3, refused: 1 });
	await expect.element(page.getByRole('link')).toHaveTextContent('1 envoi à revoir, 2 envois en attente');
});
