/** Whether `value` is chosen: by its group when there is one, by its own `checked` otherwise. */
export function isChosen(value: string, group: string | string[] | undefined, checked: boolean): boolean {
	if (group === undefined) return checked;
	return Array.isArray(group) ? group.includes(value) : group === value;
}

/** The group once `value` was switched `on` or off. A list stays a list, one answer stays one. */
export function afterChoosing<G extends string | string[] | undefined>(value: string, on: boolean, group: G): G {
	if (Array.isArray(group)) {
		const others = group.filter((chosen) => chosen !== value);
		return (on ? [...others, value] : others) as G;
	}
	return (group === undefined ? undefined : on ? value : '') as G;
}
