/** What can be told apart by its JSON: no `undefined`, no function, no date. */
type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain };

/**
 * A choice in a form that begins as what `given` answers and is then the reader's. A page that is read again answers the
 * same in a new object, and a clock ticks: neither may take back what was chosen meanwhile. Only another answer begins
 * anew. (A plain `let chosen = $derived(…)` forgets on every reading.)
 */
export function startingFrom<T extends Plain>(given: () => T): { value: T } {
	const start = $derived(JSON.stringify(given()));
	let value = $derived(JSON.parse(start) as T);
	return {
		get value() {
			return value;
		},
		set value(chosen) {
			value = chosen;
		}
	};
}
