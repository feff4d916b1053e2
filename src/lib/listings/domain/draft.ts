import type { Condition, GiftRule, Kind } from './listing.ts';
import { addDays, dayOf, midnight } from '#lib/time/paris.ts';
import { isReservable } from './listing.ts';

/** A photograph of a draft. Its bytes are kept apart, on the device, under `id`. */
export interface DraftPhoto {
	id: string;
	/** Where it is stored, once it has been sent. */
	path: string | null;
	width: number;
	height: number;
}

/** A listing being written. Kept on the device until it is published or saved. */
export interface Draft {
	/** The listing's id, made with the draft so that sending it twice changes nothing. */
	listingId: string;
	/** The id its publication is sent under, for the same reason. */
	publishId: string;
	kind: Kind | null;
	title: string;
	description: string;
	category: string | null;
	condition: Condition | null;
	units: number;
	instant: boolean;
	minDays: number;
	maxDays: number;
	leadHours: number;
	/** Asked for by slots of this length; `null`: by days. */
	slotMinutes: number | null;
	depositNote: string;
	/** Of a gift: who is given it, and until when one asks, ISO 8601; not in drafts kept before there were rules. */
	choiceRule?: GiftRule;
	chooseBy?: string | null;
	/** INSEE code. */
	commune: string | null;
	photos: DraftPhoto[];
	/** Last change, milliseconds since the epoch by the device's clock. */
	changedAt: number;
}

export const steps = ['kind', 'title', 'photos', 'facts', 'where', 'preview'] as const;
export type Step = (typeof steps)[number];

export const shortestTitle = 3;
export const longestTitle = 80;
export const longestDescription = 4000;
export const longestDepositNote = 200;
export const mostUnits = 50;
export const mostDays = 365;
export const mostPhotos = 8;
/** Hours of notice one may ask for. */
export const leads = [0, 24, 48, 72, 168] as const;

/** A draft with nothing in it yet. */
export function emptyDraft(listingId: string, publishId: string, commune: string | null, now: number): Draft {
	return {
		listingId,
		publishId,
		kind: null,
		title: '',
		description: '',
		category: null,
		condition: null,
		units: 1,
		instant: false,
		minDays: 1,
		maxDays: 7,
		leadHours: 0,
		slotMinutes: null,
		depositNote: '',
		choiceRule: 'first_come',
		chooseBy: null,
		commune,
		photos: [],
		changedAt: now
	};
}

/** Whether somebody has written anything in it. */
export function isBegun(draft: Draft): boolean {
	return draft.kind !== null || draft.title.trim() !== '' || draft.photos.length > 0;
}

/** Whether two drafts say the same, whenever that was. */
export function isSameDraft(one: Draft, other: Draft): boolean {
	const content = ({ changedAt: _changedAt, publishId: _publishId, ...rest }: Draft) =>
		JSON.stringify(Object.entries(rest).sort());
	return content(one) === content(other);
}

/** The screens that a listing of this kind goes through; what is wanted has no facts to give. */
export function stepsFor(kind: Kind | null): Step[] {
	return steps.filter((step) => step !== 'facts' || kind !== 'wanted');
}

/** Which facts a kind has: a gift has a state but no dates, a skill has dates but no state. */
export function factsOf(kind: Kind): {
	condition: boolean;
	units: boolean;
	dates: boolean;
	slots: boolean;
	deposit: boolean;
} {
	return {
		condition: kind === 'loan' || kind === 'gift',
		units: kind === 'loan' || kind === 'gift' || kind === 'space',
		dates: isReservable({ kind }),
		slots: kind === 'service' || kind === 'space',
		deposit: kind === 'loan' || kind === 'space'
	};
}

const eveningMs = 4 * 3_600_000;

/** Eight in the evening `days` days after `now`, ISO 8601. */
export function eveningIn(days: number, now: number): string {
	return new Date(Date.parse(midnight(addDays(dayOf(now), days + 1))) - eveningMs).toISOString();
}

/** Until when one may let people ask for a gift, ISO 8601, the soonest first; `current` is offered even when it is an unusual one. */
export function chooseDates(current: string | null, now: number): string[] {
	const usual = [2, 3, 7, 14].map((days) => eveningIn(days, now));
	const isThere = current === null || usual.some((one) => Date.parse(one) === Date.parse(current));
	return isThere ? usual : [...usual, current].toSorted((a, b) => Date.parse(a) - Date.parse(b));
}

export type DraftProblem =
	| 'kind_missing'
	| 'title_missing'
	| 'title_short'
	| 'title_long'
	| 'description_long'
	| 'category_missing'
	| 'units_bounds'
	| 'days_bounds'
	| 'deposit_long'
	| 'commune_missing';

export type DraftField =
	'kind' | 'title' | 'description' | 'category' | 'units' | 'maxDays' | 'depositNote' | 'commune';

/** What is missing or too much on one screen, by field. A courtesy: the database holds the same bounds. */
export function problemsIn(draft: Draft, step: Step): Partial<Record<DraftField, DraftProblem>> {
	if (step === 'kind') return draft.kind ? {} : { kind: 'kind_missing' };
	if (step === 'title') return problemsInTitle(draft);
	if (step === 'facts') return problemsInFacts(draft);
	if (step === 'where') return draft.commune ? {} : { commune: 'commune_missing' };
	return {};
}

/** The first screen where something is missing, or `null` when the draft can be published. */
export function firstUnfinished(draft: Draft): Step | null {
	return stepsFor(draft.kind).find((step) => Object.keys(problemsIn(draft, step)).length > 0) ?? null;
}

function problemsInTitle({ title, description, category }: Draft) {
	const length = [...title.trim()].length;
	const problem: DraftProblem | null =
		length === 0
			? 'title_missing'
			: length < shortestTitle
				? 'title_short'
				: length > longestTitle
					? 'title_long'
					: null;
	return {
		...(problem ? { title: problem } : {}),
		...([...description].length > longestDescription ? { description: 'description_long' as const } : {}),
		...(category ? {} : { category: 'category_missing' as const })
	};
}

function problemsInFacts({ units, minDays, maxDays, depositNote }: Draft) {
	const within = (value: number, most: number) => Number.isInteger(value) && value >= 1 && value <= most;
	return {
		...(within(units, mostUnits) ? {} : { units: 'units_bounds' as const }),
		...(within(maxDays, mostDays) && minDays <= maxDays ? {} : { maxDays: 'days_bounds' as const }),
		...([...depositNote].length > longestDepositNote ? { depositNote: 'deposit_long' as const } : {})
	};
}
