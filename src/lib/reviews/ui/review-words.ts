import { m } from '#lib/i18n/words.ts';
import type { Role } from '#lib/reservations/domain/reservation.ts';
import type { FactName } from '#lib/reviews/domain/review.ts';

/** What is asked about a fact, to one side of an exchange. */
export function questionWords(fact: FactName, role: Role): string {
	if (fact === 'on_time') return m.reviews_ask_on_time();
	if (fact === 'as_described') return role === 'borrower' ? m.reviews_ask_as_described() : m.reviews_ask_as_agreed();
	return role === 'borrower' ? m.reviews_ask_return() : m.reviews_ask_returned_well();
}

/** A fact that was said, in words. */
export function factWords(fact: FactName, said: boolean): string {
	if (fact === 'on_time') return said ? m.reviews_on_time() : m.reviews_not_on_time();
	if (fact === 'as_described') return said ? m.reviews_as_described() : m.reviews_not_as_described();
	return said ? m.reviews_returned_well() : m.reviews_not_returned_well();
}

/** The name of a fact, before how often it was said. */
export const factLabels: Record<FactName, () => string> = {
	on_time: m.reviews_on_time,
	as_described: m.reviews_as_described,
	returned_well: m.reviews_returned_well
};
