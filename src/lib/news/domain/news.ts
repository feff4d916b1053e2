/** What a piece of news is about, as the database groups it. */
export type Topic =
	'exchange' | 'message' | 'gift' | 'waitlist' | 'wanted' | 'review' | 'listing' | 'repair' | 'place' | 'event';
export type SubjectKind =
	'reservation' | 'listing' | 'gift' | 'conversation' | 'waitlist' | 'review' | 'wanted' | 'place' | 'event';

/** Something that happened and concerns the reader. Names an event; who and what is read elsewhere. Instants are ISO 8601. */
export interface News {
	id: string;
	topic: Topic;
	/** The event, in the database's own words: `reservation_accept`. */
	says: string;
	kind: SubjectKind;
	subjectId: string;
	createdAt: string;
	readAt: string | null;
}

/** All that happened about one thing, the latest first. */
export interface Bundle {
	kind: SubjectKind;
	subjectId: string;
	events: News[];
	/** Those not read yet. */
	fresh: News[];
}

/** News by what it is about, the latest first: an exchange and what is said in it are one. */
export function bundled(news: News[]): Bundle[] {
	const bundles = new Map<string, Bundle>();
	for (const one of news.toSorted((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt))) {
		const bundle = bundles.get(one.subjectId) ?? { kind: one.kind, subjectId: one.subjectId, events: [], fresh: [] };
		if (one.kind === 'reservation') bundle.kind = 'reservation';
		bundle.events.push(one);
		if (!one.readAt) bundle.fresh.push(one);
		bundles.set(one.subjectId, bundle);
	}
	return [...bundles.values()];
}

/** How many things have something new. */
export function freshCount(news: News[]): number {
	return bundled(news).filter(({ fresh }) => fresh.length).length;
}

/** Where news leads, as a route path. */
export function newsPath(kind: SubjectKind, id: string): string {
	if (kind === 'reservation') return `/exchanges/${id}`;
	if (kind === 'conversation') return `/conversations/${id}`;
	if (kind === 'gift') return `/gifts/${id}`;
	if (kind === 'event') return `/events/${id}`;
	if (kind === 'waitlist') return `/exchanges#wait-${id}`;
	if (kind === 'place') return `/places/${id}`;
	return kind === 'listing' || kind === 'wanted' ? `/listings/${id}` : '/exchanges';
}
