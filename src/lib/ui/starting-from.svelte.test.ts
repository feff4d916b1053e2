import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import { startingFrom } from './starting-from.svelte.ts';

test('a choice stays when the same is read again, and begins anew when something else is', () => {
	let reading = $state.raw({ days: ['2026-03-28', '2026-03-29'] });
	const stop = $effect.root(() => {
		const day = startingFrom(() => reading.days[0]!);
		$effect(() => void day.value);
		flushSync();
		expect(day.value).toBe('2026-03-28');

		day.value = '2026-03-29';
		reading = { days: ['2026-03-28', '2026-03-29'] };
		flushSync();
		expect(day.value).toBe('2026-03-29');

		reading = { days: ['2026-03-30'] };
		flushSync();
		expect(day.value).toBe('2026-03-30');
	});
	stop();
});

test('days and lists are the same by what is in them', () => {
	let query = $state.raw({ kinds: ['loan'], days: { from: '2026-10-24', until: '2026-10-25' } });
	const stop = $effect.root(() => {
		const [kinds, days] = [startingFrom(() => query.kinds), startingFrom(() => query.days)];
		kinds.value = ['loan', 'gift'];
		days.value = { from: '2026-10-25', until: '2026-10-26' };
		query = { kinds: ['loan'], days: { from: '2026-10-24', until: '2026-10-25' } };
		flushSync();
		expect([kinds.value, days.value.from]).toEqual([['loan', 'gift'], '2026-10-25']);
	});
	stop();
});
