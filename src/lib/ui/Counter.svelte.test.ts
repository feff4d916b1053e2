import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import Counter from './Counter.svelte';

test('it counts between its bounds and says so', async () => {
	const onchange = vi.fn();
	await render(Counter, { label: 'Personnes', value: 2, min: 1, max: 3, onchange });
	const more = page.getByRole('button', { name: /un de plus$/ });
	const less = page.getByRole('button', { name: /un de moins$/ });
	await more.click();
	await expect.element(page.getByRole('status')).toHaveTextContent('3');
	await expect.element(more).toHaveAttribute('aria-disabled', 'true');
	await less.click();
	await less.click();
	await expect.element(less).toHaveAttribute('aria-disabled', 'true');
	expect(onchange.mock.calls.flat()).toEqual([3, 2, 1]);
});
