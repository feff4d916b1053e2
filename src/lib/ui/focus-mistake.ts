import { tick } from 'svelte';

/** Puts the reader on the first field that is marked as wrong, once the page shows it. */
export async function focusMistake(form: HTMLElement): Promise<void> {
	await tick();
	form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
