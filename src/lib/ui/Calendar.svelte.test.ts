import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { addDays } from '#lib/time/paris.ts';
import Calendar, { type DayState } from './Calendar.svelte';

/** December 2026: everything free but the 8th, taken. */
const days = new Map<string, { state: DayState }>();
for (let day = '2026-12-01'; day <= '2027-01-31'; day = addDays(day, 1)) {
	days.set(day, { state: day === '2026-12-08' ? 'taken' : 'free' });
}

function shown(props: { from?: string; until?: string } = {}) {
	const onselect = vi.fn();
	const onmonth = vi.fn();
	const common = { days, min: '2026-12-01', max: '2027-01-31', today: '2026-12-01', onselect, onmonth };
	const screen = render(Calendar, { month: '2026-12', ...common, ...props });
	return { screen, onselect, onmonth };
}

const day = (name: string) => page.getByRole('button', { name, exact: false });

test('each day is spoken in full', async () => {
	await shown({ from: '2026-12-04', until: '2026-12-05' }).screen;
	await expect.element(day('mardi 1er décembre, aujourd’hui, libre toute la journée')).toBeVisible();
	await expect.element(day('vendredi 4 décembre, dans vos dates')).toBeVisible();
	await expect.element(day('mardi 8 décembre, déjà réservé')).toHaveAttribute('aria-disabled', 'true');
});

test('two presses choose a period, one after the other', async () => {
	const { screen, onselect } = shown();
	await screen;
	await day('mercredi 2 décembre').click();
	await day('vendredi 4 décembre').click();
	expect(onselect.mock.calls).toEqual([
		[{ from: '2026-12-02', until: '2026-12-02' }],
		[{ from: '2026-12-02', until: '2026-12-04' }]
	]);
});

test('a period never passes over a day that is taken', async () => {
	const { screen, onselect } = shown();
	await screen;
	await day('dimanche 6 décembre').click();
	await day('jeudi 10 décembre').click();
	expect(onselect).toHaveBeenLastCalledWith({ from: '2026-12-10', until: '2026-12-10' });
	await expect.poll(() => page.getByRole('status').element().textContent).toContain('déjà réservé');
});

test('a day that is taken cannot be chosen', async () => {
	const { screen, onselect } = shown();
	await screen;
	await day('mardi 8 décembre').click({ force: true });
	expect(onselect).not.toHaveBeenCalled();
});

test('the keyboard reaches every day through one stop', async () => {
	const { screen, onselect } = shown();
	await screen;
	day('mardi 1er décembre').element().focus();
	await userEvent.keyboard('{ArrowDown}');
	await expect.element(day('mardi 8 décembre')).toHaveFocus();
	await userEvent.keyboard('{ArrowRight}{End}');
	await expect.element(day('dimanche 13 décembre')).toHaveFocus();
	expect(document.querySelectorAll('[data-day][tabindex="0"]')).toHaveLength(1);
	await userEvent.keyboard('{Enter}');
	expect(onselect).toHaveBeenCalledWith({ from: '2026-12-13', until: '2026-12-13' });
});

test('moving past the end of the month asks for the next one and follows it', async () => {
	const { screen, onmonth } = shown();
	const { rerender } = await screen;
	onmonth.mockImplementation((month: string) => rerender({ month }));
	day('mardi 1er décembre').element().focus();
	await userEvent.keyboard('{PageDown}');
	await expect.element(day('vendredi 1er janvier')).toHaveFocus();
	expect(onmonth).toHaveBeenCalledWith('2027-01');
});

test('nothing is shown before the first month or after the last', async () => {
	await shown().screen;
	await expect.element(page.getByRole('button', { name: /^Mois précédent/ })).toBeDisabled();
	await expect.element(page.getByRole('button', { name: /^Mois suivant/ })).toBeEnabled();
});
