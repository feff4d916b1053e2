import { expect, type Locator, type Page } from '@playwright/test';

/** Marks made on what Tab has reached, and what was wrong there. */
interface Walked {
	/** Whether there is more to reach. */
	goesOn: boolean;
	problems: string[];
}

/**
 * Presses Tab from the beginning of `place` to its end. Answers what is wrong for somebody who has only a keyboard: what
 * is not reached, what goes backwards, what does not show that it has the focus, what a bar covers. Needs reduced motion.
 */
export async function walk(page: Page, place: 'body' | 'main' = 'body'): Promise<string[]> {
	await page.evaluate(begin, place);
	const problems: string[] = [];
	for (let goesOn = true, presses = 0; goesOn && presses < 250; presses++) {
		await page.keyboard.press('Tab');
		const walked: Walked = await page.evaluate(look);
		problems.push(...walked.problems);
		goesOn = walked.goesOn;
	}
	return [...problems, ...(await page.evaluate(finish))];
}

/** Presses Tab until `wanted` has the focus. */
export async function reach(page: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
	await wanted.waitFor({ state: 'attached' });
	for (let presses = 0; presses < 120; presses++) {
		if (await wanted.evaluate((element) => element === document.activeElement)) return;
		await page.keyboard.press(key);
	}
	throw new Error(`${key} does not reach ${wanted.toString()}`);
}

/** Reaches `wanted` and presses Enter. */
export async function enter(page: Page, wanted: Locator): Promise<void> {
	await reach(page, wanted);
	await page.keyboard.press('Enter');
}

/** Reaches the field `wanted` and writes `words` in place of what it holds; the hour of a clock as `HH:MM`. */
export async function write(page: Page, wanted: Locator, words: string): Promise<void> {
	await reach(page, wanted);
	if ((await wanted.getAttribute('type')) !== 'time') {
		await page.keyboard.press('Control+A');
		return page.keyboard.type(words);
	}
	// A clock of twelve hours asks for the half of the day as well, and one of twenty-four ignores it.
	const [hour, minute] = words.split(':').map(Number) as [number, number];
	const twoDigits = (number: number) => String(number).padStart(2, '0');
	for (const keys of [twoDigits(hour), twoDigits(minute)]) await page.keyboard.type(keys);
	if ((await wanted.inputValue()) !== words) {
		await page.keyboard.type(hour < 12 ? 'A' : 'P');
	}
	await expect(wanted).toHaveValue(words);
}

/** Chooses the radio button `wanted`: on to its group, then through it. */
export async function choose(page: Page, wanted: Locator): Promise<void> {
	await wanted.waitFor({ state: 'attached' });
	const stands = () =>
		wanted.evaluate((element) => {
			const { activeElement: at } = document;
			const { name, checked } = element as HTMLInputElement;
			const within = at instanceof HTMLInputElement && at.type === 'radio' && at.name === name;
			return within ? (at === element && checked ? 'chosen' : at === element ? 'on it' : 'in its group') : 'elsewhere';
		});
	for (let presses = 0; presses < 160; presses++) {
		const where = await stands();
		if (where === 'chosen') return;
		await page.keyboard.press(where === 'elsewhere' ? 'Tab' : where === 'on it' ? 'Space' : 'ArrowDown');
	}
	throw new Error(`${wanted.toString()} cannot be chosen by keyboard`);
}

/** Expects that the reader is somewhere in `place`: never back at the top of the page. */
export async function expectFocusIn(page: Page, place: string): Promise<void> {
	await expect
		.poll(() =>
			page.evaluate((selector) => {
				const at = document.activeElement;
				return at?.closest(selector) ? 'inside' : `at ${at?.tagName} ${at?.textContent?.slice(0, 40)}`;
			}, place)
		)
		.toBe('inside');
}

/** Expects that an open sheet keeps the focus, and that Escape gives it back to `opener`. */
export async function expectSheet(page: Page, opener: Locator): Promise<void> {
	await expectFocusIn(page, 'dialog[open]');
	for (let presses = 0; presses < 12; presses++) {
		await page.keyboard.press(presses % 2 ? 'Shift+Tab' : 'Tab');
		await page.keyboard.press('Tab');
		const outside = await page.evaluate(() => {
			const at = document.activeElement!;
			// Between the last and the first, a browser passes through its own bars.
			return at === document.body || at.closest('dialog[open]') ? null : at.outerHTML.slice(0, 120);
		});
		expect(outside, 'the sheet lets go of the focus').toBeNull();
	}
	await page.keyboard.press('Escape');
	await expect(page.locator('dialog[open]')).toHaveCount(0);
	await expect(opener).toBeFocused();
}

interface Walk {
	place: HTMLElement;
	reached: Set<Element>;
	last: { element: HTMLElement; sign: string; top: number; left: number; right: number } | null;
}

type WithWalk = typeof globalThis & { walk: Walk };

function begin(selector: string): void {
	const place = document.querySelector<HTMLElement>(selector)!;
	(globalThis as WithWalk).walk = { place, reached: new Set(), last: null };
	scrollTo(0, 0);
	if (place !== document.body) return place.focus({ preventScroll: true });
	(document.activeElement as HTMLElement | null)?.blur();
	getSelection()?.setBaseAndExtent(place, 0, place, 0);
}

function look(): Walked {
	const walk = (globalThis as WithWalk).walk;
	const problems: string[] = [];
	const nameOf = (element: Element) => {
		const words = element.getAttribute('aria-label') ?? element.textContent ?? '';
		return `${element.tagName.toLowerCase()} "${(words.trim() || element.getAttribute('name') || element.id).slice(0, 40)}"`;
	};
	// Where a focus may be drawn: on the thing, on what stands for it, around it.
	const sign = (element: HTMLElement) => {
		const next = element.nextElementSibling as HTMLElement | null;
		// One that takes the focus itself shows its own, a moment later.
		const face = next && next.tabIndex < 0 ? next : null;
		const drawn = [element, face, element.closest('label'), element.parentElement].filter((one) => one !== null);
		return drawn
			.flatMap((one) => [null, '::before', '::after'].map((part) => getComputedStyle(one, part)))
			.map(({ outlineStyle, outlineWidth, outlineColor, boxShadow }) => {
				const outlined = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !/, 0\)$/.test(outlineColor);
				return `${outlined ? outlineColor : 'none'} ${boxShadow}`;
			})
			.join('|');
	};
	const barAround = (element: Element | null): Element | null => {
		for (let one = element; one && one !== document.body; one = one.parentElement) {
			if (['fixed', 'sticky'].includes(getComputedStyle(one).position)) return one;
		}
		return null;
	};

	const { last } = walk;
	const element = document.activeElement as HTMLElement | null;
	// A date has three stops of its own.
	if (last && element === last.element) return { goesOn: true, problems };
	if (last?.element.isConnected && sign(last.element) === last.sign) {
		problems.push(`${nameOf(last.element)} does not show that it has the focus`);
	}
	walk.last = null;
	const within = element !== walk.place && walk.place.contains(element);
	if (!element || !within || walk.reached.has(element)) return { goesOn: false, problems };
	walk.reached.add(element);

	const small = (box: DOMRect) => box.width < 4 || box.height < 4;
	const own = element.getBoundingClientRect();
	const face = small(own) ? (element.nextElementSibling ?? element.parentElement!).getBoundingClientRect() : own;
	// The middle and the four sides: corners may be round.
	const [x, y, inset] = [face.left + face.width / 2, face.top + face.height / 2, 3];
	const points = [
		[x, y],
		[x, face.top + inset],
		[x, face.bottom - inset],
		[face.left + inset, y],
		[face.right - inset, y]
	] as const;
	const onScreen = points.filter(([left, top]) => left >= 0 && top >= 0 && left < innerWidth && top < innerHeight);
	const covers = onScreen
		.map(([left, top]) => barAround(document.elementFromPoint(left, top)))
		.find((bar) => bar && !bar.contains(element));
	if (!onScreen.length) problems.push(`${nameOf(element)} is not on the screen`);
	else if (covers && face.height < innerHeight / 2) problems.push(`${nameOf(element)} is behind ${nameOf(covers)}`);

	const previous = [...walk.reached].at(-2);
	if (previous && !(previous.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)) {
		problems.push(`${nameOf(element)} comes after ${nameOf(previous)}, which stands behind it`);
	}
	const top = barAround(element) ? NaN : face.bottom + scrollY;
	// On to the column beside it, one may begin at its head.
	const isBeside = last && (face.right <= last.left || face.left >= last.right);
	if (last && !isBeside && top < last.top)
		problems.push(`${nameOf(element)} is above ${nameOf(last.element)}, reached before it`);
	const [left, right] = [face.left, face.right];
	walk.last = { element, sign: sign(element), top: Number.isNaN(top) ? NaN : face.top + scrollY, left, right };
	return { goesOn: true, problems };
}

function finish(): string[] {
	const { place, reached } = (globalThis as WithWalk).walk;
	const usable =
		'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [contenteditable], [role=button], [role=link], [role=checkbox], [role=radio], [role=switch], [role=tab], [role=menuitem]';
	const groups = new Set(
		[...reached]
			.filter((one) => one instanceof HTMLInputElement && one.type === 'radio')
			.map((one) => one.getAttribute('name'))
	);
	return [...place.querySelectorAll<HTMLElement>(usable)]
		.filter((one) => !reached.has(one) && one.getAttribute('tabindex') !== '-1' && !one.matches(':disabled'))
		.filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('dialog:not([open]), [inert]'))
		.filter((one) => !(one instanceof HTMLInputElement && one.type === 'radio' && groups.has(one.name)))
		.map((one) => `${one.tagName.toLowerCase()} "${(one.textContent || one.id).trim().slice(0, 40)}" is not reached`);
}
