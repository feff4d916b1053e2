/** What a trace says of an argument: ids are made anew in every run, so they are left out. */
export function deterministic(args: unknown[]): string {
	return args
		.map((arg) => {
			if (typeof arg === 'number') return String(arg);
			const { seq, kind, state, waitsFor } = (arg ?? {}) as Record<string, unknown>;
			return [seq, kind, state, waitsFor].filter((part) => part !== undefined && part !== null).join('/');
		})
		.filter(Boolean)
		.join(' ');
}
