/** What a proposal may be about, in the order in which it is shown; `position` is where it stands, in degrees. */
export const proposedFields = [
	'name',
	'kind',
	'about',
	'address',
	'position',
	'commune_code',
	'opening_hours',
	'website',
	'accepts',
	'refuses',
	'accepts_note',
	'access_notes',
	'wheelchair',
	'status'
] as const;
export type ProposedField = (typeof proposedFields)[number];

/** Columns of a place, by the database's own names. */
export type Said = Record<string, unknown>;

/** A correction that somebody proposes of a place they do not keep. */
export interface Proposal {
	id: string;
	state: 'open' | 'taken_up' | 'set_aside';
	/** ISO 8601. */
	madeAt: string;
	/** `null` for somebody the reader may not know. */
	by: { id: string; name: string } | null;
	changes: Said;
	place: { id: string; slug: string; name: string };
	/** What the place says now. */
	now: Said;
}

/** Steps of whoever decides about a place. */
export type ProposalAction = 'take_up' | 'set_aside' | 'reopen';

export const stateAfter: Record<ProposalAction, Proposal['state']> = {
	take_up: 'taken_up',
	set_aside: 'set_aside',
	reopen: 'open'
};

/** One thing that a proposal would change: a text, slugs, or degrees of latitude and longitude. */
export interface Difference {
	field: ProposedField;
	now: unknown;
	proposed: unknown;
}

/** What a proposal would change, or changed, thing by thing. */
export function differencesIn({ changes, now }: Pick<Proposal, 'changes' | 'now'>): Difference[] {
	const at = ({ lat, lon }: Said) => (typeof lat === 'number' && typeof lon === 'number' ? [lat, lon] : null);
	return proposedFields.flatMap((field): Difference[] => {
		if (field === 'position') {
			return 'lat' in changes || 'lon' in changes
				? [{ field, now: at(now), proposed: at({ ...now, ...changes }) }]
				: [];
		}
		return field in changes ? [{ field, now: now[field], proposed: changes[field] }] : [];
	});
}
