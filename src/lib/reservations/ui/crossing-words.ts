import { m } from '#lib/i18n/words.ts';
import type { Stone } from '#lib/reservations/domain/crossing.ts';
import type { Reservation } from '#lib/reservations/domain/reservation.ts';
import { nameOf } from './step-words.ts';

/** What a stone of the crossing is called, as `me` sees it. */
export function stoneWords(stone: Stone, { kind, borrower }: Reservation, me: string): string {
	if (stone === 'requested') return m.exchanges_stone_requested();
	if (stone === 'accepted') return m.exchanges_stone_accepted();
	if (stone === 'meeting') return m.exchanges_stone_meeting({ kind });
	if (stone === 'back') return m.exchanges_stone_back({ kind });
	return borrower.id === me
		? m.exchanges_stone_away_you({ kind })
		: m.exchanges_stone_away({ kind, name: nameOf(borrower) });
}
