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

test.each<[string, number, number]>([
	['phone', 390, 844],
	['tablet', 1024, 768],
	['wide screen', 1280, 800]
])('on a %s, what has the focus is never under a message', async (_, width, height) => {
	await page.viewport(width, height);
	await render(Toasts);
	const button = document.createElement('button');
	button.textContent = 'Annuler ma demande';
	// At the end of a page that cannot be scrolled further: where messages come.
	Object.assign(button.style, { position: 'fixed', insetInlineEnd: '40px', insetBlockEnd: '100px', height: '44px' });
	document.body.append(button);
	button.focus({ focusVisible: true });
	toast('Vous n’attendez plus ces jours.', { action: { label: 'Annuler', onclick: vi.fn() } });
	const close = page.getByRole('button', { name: 'Fermer' });
	await expect.element(close).toBeVisible();
	const isClear = () => {
		const message = close.element().closest('.toast')!.getBoundingClientRect();
		const beside = document.activeElement!.getBoundingClientRect();
		return message.bottom <= beside.top || beside.bottom <= message.top;
	};
	await expect.poll(isClear).toBe(true);
	// Also when the focus comes to where they have gone.
	Object.assign(button.style, { insetBlockEnd: 'auto', insetBlockStart: '110px' });
	button.blur();
	button.focus({ focusVisible: true });
	await expect.poll(isClear).toBe(true);
	button.remove();
	await close.click();
});

test('under a finger they stay: one that moved would take the press of what it came to lie on', async () => {
	await page.viewport(390, 844);
	await render(Toasts);
	const button = document.createElement('button');
	button.textContent = 'Prendre';
	Object.assign(button.style, { position: 'fixed', insetInlineEnd: '40px', insetBlockEnd: '50px', height: '44px' });
	document.body.append(button);
	toast('Notée.');
	const close = page.getByRole('button', { name: 'Fermer' });
	await expect.element(close).toBeVisible();
	const top = () => close.element().closest('.toast')!.getBoundingClientRect().top;
	const pressed = vi.fn();
	button.onclick = pressed;
	await page.getByRole('button', { name: 'Prendre' }).click();
	expect(pressed).toHaveBeenCalledOnce();
	expect(document.activeElement).toBe(button);
	expect(top()).toBeGreaterThan(innerHeight / 2);
	button.remove();
	await close.click();
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
