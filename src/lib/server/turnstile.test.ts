import { expect, test } from 'vitest';
import { Turnstile } from './turnstile.ts';

test('a burst passes, then a few each second, each name on its own', () => {
	const gate = new Turnstile(2, 1);
	expect([gate.wait('ada', 0), gate.wait('ada', 0), gate.wait('ada', 0)]).toEqual([0, 0, 1]);
	expect(gate.wait('bo', 0)).toBe(0);
	expect([gate.wait('ada', 1000), gate.wait('ada', 1000)]).toEqual([0, 1]);
});

test('waiting long gives no more than a burst', () => {
	const gate = new Turnstile(2, 1);
	gate.wait('ada', 0);
	expect([1, 2, 3].map(() => gate.wait('ada', 3_600_000))).toEqual([0, 0, 1]);
});

test('the oldest name is forgotten first', () => {
	const gate = new Turnstile(1, 0.001, 2);
	for (const name of ['ada', 'bo', 'cy']) gate.wait(name, 0);
	expect(gate.wait('bo', 0)).toBeGreaterThan(0);
	expect(gate.wait('ada', 0)).toBe(0);
});
