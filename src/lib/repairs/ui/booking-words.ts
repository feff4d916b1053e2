import type { Locale } from '#lib/i18n/urls.ts';
import { m } from '#lib/i18n/words.ts';
import type { ArrivalChoice, BookedThing, Booking, ProductCategory } from '#lib/repairs/domain/booking.ts';
import { timeOf } from '#lib/time/paris.ts';
import { timeWords } from '#lib/time/words.ts';

/** What a category is called. */
export function categoryWords(category: ProductCategory | undefined, locale: Locale): string {
	return category ? (locale === 'fr' ? category.labelFr : category.labelEn) : '';
}

/** Categories to choose among, by name, after "I do not know". */
export function categoryOptions(categories: ProductCategory[], locale: Locale): { value: string; label: string }[] {
	const named = categories.map((category) => ({ value: `${category.id}`, label: categoryWords(category, locale) }));
	return [
		{ value: '', label: m.booking_category_unknown() },
		...named.toSorted((a, b) => a.label.localeCompare(b.label, locale))
	];
}

/** Half hours to choose among. What is full is said, and cannot be chosen; where all is, one chooses what one would wait for. */
export function arrivalOptions(
	choices: ArrivalChoice[],
	locale: Locale
): { value: string; label: string; disabled: boolean }[] {
	const allFull = choices.every(({ isFull }) => isFull);
	return choices.map(({ at, isFull }) => {
		const time = timeWords(timeOf(at), locale);
		return { value: at, label: isFull ? m.booking_when_full({ time }) : time, disabled: isFull && !allFull };
	});
}

/** What a thing is called: as its owner does, else by its category. */
export function thingName(thing: BookedThing, categories: ProductCategory[], locale: Locale): string {
	const category = categories.find(({ id }) => id === thing.categoryId);
	return thing.name || categoryWords(category, locale) || m.booking_unnamed();
}

/** Where a thing stands, in a word or two. */
export function thingStands({ state, status }: Pick<BookedThing, 'state' | 'status'>): string {
	if (status === 1) return m.booking_thing_fixed();
	if (status === 2) return m.booking_thing_repairable();
	if (status === 3) return m.booking_thing_end();
	if (state === 'registered') return m.booking_thing_registered();
	if (state === 'queued') return m.booking_thing_queued();
	if (state === 'claimed') return m.booking_thing_claimed();
	return state === 'done' ? m.booking_thing_done() : m.booking_thing_returned();
}

/** Where a visit stands, in a sentence. */
export function visitStands({ state, ticket }: Pick<Booking, 'state' | 'ticket'>): string {
	switch (state) {
		case 'booked':
			return m.booking_state_booked();
		case 'waitlisted':
			return m.booking_state_waitlisted();
		case 'checked_in':
			return m.booking_state_checked_in({ ticket: `${ticket ?? ''}` });
		case 'left':
			return m.booking_state_left();
		case 'no_show':
			return m.booking_state_no_show();
		case 'cancelled':
			return m.booking_state_cancelled();
	}
}
