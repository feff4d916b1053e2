import { getLocale, m } from '#lib/i18n/words.ts';
import { slotLengths, type Slot } from '#lib/listings/domain/slot.ts';
import { timeOf } from '#lib/time/paris.ts';
import { timeWords } from '#lib/time/words.ts';

/** "10 h – 11 h"; with how many places are left when there are several; "10 h – 11 h, complet". */
export function slotWords({ startsAt, endsAt, freeUnits }: Slot, units: number): string {
	const language = getLocale();
	const hours = m.appointments_slots_hours({
		from: timeWords(timeOf(startsAt), language),
		until: timeWords(timeOf(endsAt), language)
	});
	if (freeUnits === 0) return m.appointments_slots_full({ hours });
	return units > 1 ? m.appointments_slots_places({ hours, count: freeUnits }) : hours;
}

/** "Le mardi 24 novembre, de 10 h à 11 h". */
export function chosenWords({ startsAt, endsAt }: Pick<Slot, 'startsAt' | 'endsAt'>, day: string): string {
	const language = getLocale();
	const from = timeWords(timeOf(startsAt), language);
	return m.appointments_slots_chosen({ day, from, until: timeWords(timeOf(endsAt), language) });
}

/** How a listing can be asked for: by the day, or by slots of some length; also of one that it has already. */
export function lengthOptions(chosen: number | null): { value: string; label: string }[] {
	const lengths = new Set<number>([...slotLengths, ...(chosen ? [chosen] : [])]);
	return [
		{ value: '', label: m.appointments_slots_by_day() },
		...[...lengths]
			.sort((a, b) => a - b)
			.map((minutes) => ({ value: String(minutes), label: slotLengthWords(minutes) }))
	];
}

/** "Par créneaux d’une heure". */
export function slotLengthWords(minutes: number): string {
	if (minutes === 90) return m.appointments_slots_by_hour_and_half();
	return minutes % 60
		? m.appointments_slots_by_minutes({ count: minutes })
		: m.appointments_slots_by_hours({ count: minutes / 60 });
}
