import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import './base.css';
import Toasts from './shell/Toasts.svelte';
import { toast, toasts } from './toasts.svelte.ts';

test('a message is spoken, and leaves when it was read or its action done', async () => {
	await render(Toasts);
	const undo = vi.fn();
	toast('Demande annulée. Nadia le sait.', { action: { label: 'Rétablir', onclick: undo } });
	await expect.poll(() => page.getByRole('status').element().textContent).toContain('Nadia le sait');
	await page.getByRole('button', { name: 'Rétablir' }).click();
	expect(undo).toHaveBeenCalledOnce();
	expect(toasts).toHaveLength(0);
	toast('Envoyé dès que le réseau revient.');
	await page.getByRole('button', { name: 'Fermer' }).click();
	expect(toasts).toHaveLength(0);
});

test('a message goes away by itself', () => {
	vi.useFakeTimers();
	toast('Copié.');
	vi.advanceTimersByTime(5_900);
	expect(toasts).toHaveLength(1);
	vi.advanceTimersByTime(200);
	expect(toasts).toHaveLength(0);
	vi.useRealTimers();
});
