import { createRawSnippet } from 'svelte';
import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import Sheet from './Sheet.svelte';

const actions = createRawSnippet(() => ({ render: () => '<button>Annuler la demande</button>' }));

function opener(): HTMLButtonElement {
	const button = document.createElement('button');
	button.textContent = 'Ouvrir';
	document.body.append(button);
	button.focus();
	return button;
}

test('the question is read first, and focus goes back where it was', async () => {
	const button = opener();
	const onclose = vi.fn();
	const { rerender } = await render(Sheet, { title: 'Annuler cette demande ?', actions, onclose, open: false });
	await rerender({ open: true });
	await expect.element(page.getByRole('heading', { name: /^Annuler cette demande/ })).toHaveFocus();
	await userEvent.keyboard('{Escape}');
	await vi.waitFor(() => expect(onclose).toHaveBeenCalledOnce());
	expect(document.activeElement).toBe(button);
	button.remove();
});

test('Tab stays inside while the sheet is open', async () => {
	await render(Sheet, { title: 'Annuler cette demande ?', actions, open: true });
	await userEvent.keyboard('{Tab}{Tab}');
	await expect.element(page.getByRole('button', { name: 'Annuler la demande' })).toHaveFocus();
});

test('its own button closes it', async () => {
	const onclose = vi.fn();
	await render(Sheet, { title: 'Annuler cette demande ?', open: true, onclose });
	await page.getByRole('button', { name: 'Fermer' }).click();
	await vi.waitFor(() => expect(onclose).toHaveBeenCalledOnce());
	expect(document.querySelector('dialog[open]')).toBeNull();
});
