import { addDays, dayOf, midnight, type Day } from './paris.ts';

const msPerHour = 3_600_000;

/** The instant at which it is `hour` o'clock in Paris, milliseconds since the epoch. Clocks change before 8 h. */
function at(day: Day, hour: number): number {
	const guess = Date.parse(midnight(day)) + hour * msPerHour;
	const nextMidnight = Date.parse(midnight(addDays(day, 1)));
	// What is missing or too much in a night on which clocks change comes before that hour.
	return guess + (nextMidnight - Date.parse(midnight(day)) - 24 * msPerHour);
}

const wakes = (day: Day) => at(day, 8);
const rests = (day: Day) => at(day, 21);

/** The instant at which `hours` of waking hours, 8 h to 21 h in Paris, have gone by since `since`; as `private.after_waking`. */
export function afterWaking(since: number, hours: number): number {
	let left = hours * msPerHour;
	for (let day = dayOf(since); ; day = addDays(day, 1)) {
		const from = Math.max(since, wakes(day));
		if (from + left <= rests(day)) return from + left;
		left -= Math.max(rests(day) - from, 0);
	}
}

/** The instant itself in waking hours, 21 h included; in the night, the evening before it. As `private.evening_before`. */
export function eveningBefore(instant: number): number {
	const day = dayOf(instant);
	return instant < wakes(day) ? rests(addDays(day, -1)) : Math.min(instant, rests(day));
}

/** Until when a request made at `asked` for [from, until) is answered, all in milliseconds; as `private.respond_by`. */
export function respondBy(asked: number, from: number, until: number): number {
	const within = afterWaking(asked, 24);
	if (eveningBefore(from) >= afterWaking(asked, 3)) return Math.min(within, eveningBefore(from));
	return Math.min(within, eveningBefore(until) > asked + msPerHour ? eveningBefore(until) : until);
}
