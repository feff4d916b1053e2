const days = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const;

/** Hours day by day, `{ "Mo": "14:00-18:00" }`, as OpenStreetMap writes them. Days with the same hours stand together. */
export function hoursFromDays(hours: Readonly<Record<string, unknown>>): string {
	const byHours = new Map<string, string[]>();
	for (const day of days) {
		const spans = spansIn(hours[day]);
		if (spans) byHours.set(spans, [...(byHours.get(spans) ?? []), day]);
	}
	return [...byHours].map(([spans, open]) => `${open.join(',')} ${spans}`).join('; ');
}

function spansIn(said: unknown): string {
	return typeof said === 'string'
		? [...said.matchAll(/\d{1,2}:\d\d\s*-\s*\d{1,2}:\d\d/g)].map(([s]) => padded(s)).join(',')
		: '';
}

function padded(span: string): string {
	return span.replace(/\s/g, '').replace(/(?<!\d)(\d:)/g, '0$1');
}
