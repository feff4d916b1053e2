/**
 * Where somebody sits and what they repair today: as their shifts say, until they say otherwise on this device. Of the
 * tab alone, so that nothing of it outlives the day.
 */
export function ownTable(eventId: () => string, fromShifts: () => string[]): { table: string; skills: string[] } {
	const place = $derived(`table:${eventId()}`);
	const kept = (): Partial<{ table: string; skills: string[] }> =>
		JSON.parse(sessionStorage.getItem(place) ?? '{}') as object;
	let table = $state(kept().table ?? '');
	let chosen = $state.raw(kept().skills);
	const save = () => sessionStorage.setItem(place, JSON.stringify({ table, skills: chosen }));
	return {
		get table() {
			return table;
		},
		set table(said) {
			table = said;
			save();
		},
		get skills() {
			return chosen ?? fromShifts();
		},
		set skills(said) {
			chosen = said;
			save();
		}
	};
}
