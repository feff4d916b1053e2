import type { Place, Wheelchair } from './place.ts';

/** What is written of a place: the columns that change, by the database's own names. */
export interface PlaceChanges {
	name?: string;
	kind?: string;
	about?: string;
	address?: string;
	lat?: number;
	lon?: number;
	commune_code?: string | null;
	opening_hours?: string;
	website?: string;
	accepts?: string[];
	refuses?: string[];
	accepts_note?: string;
	access_notes?: string;
	wheelchair?: Wheelchair | null;
	status?: 'open' | 'closed';
}

/** A place as its form holds it. */
export interface PlaceDraft {
	name: string;
	kind: string;
	about: string;
	address: string;
	commune: string;
	openingHours: string;
	website: string;
	accepts: string[];
	refuses: string[];
	acceptsNote: string;
	accessNotes: string;
	/** Empty when nobody said. */
	wheelchair: Wheelchair | '';
	/** Closed for good. */
	isGone: boolean;
	/** Whoever writes has checked it. */
	isChecked: boolean;
}

/** The form of a place that is not there yet. */
export function emptyDraft(): PlaceDraft {
	const empty = { name: '', kind: '', about: '', address: '', commune: '', openingHours: '', website: '' };
	const lists = { accepts: [], refuses: [], acceptsNote: '', accessNotes: '' };
	return { ...empty, ...lists, wheelchair: '', isGone: false, isChecked: false };
}

/** The form of a place as it is. */
export function draftOf(place: Place): PlaceDraft {
	const { name, kind, about, address, openingHours, website, accepts, refuses, acceptsNote, accessNotes } = place;
	return {
		...{ name, kind, about, address, openingHours, website, accepts, refuses, acceptsNote, accessNotes },
		commune: place.commune ?? '',
		wheelchair: place.wheelchair ?? '',
		isGone: place.isGone,
		isChecked: !place.isToVerify
	};
}

/** What a filled form changes of the form it started from; nothing when they are alike. */
export function changesBetween(before: PlaceDraft, after: PlaceDraft): PlaceChanges {
	const changes: PlaceChanges = {};
	const tidy = (text: string) => text.trim();
	if (tidy(after.name) !== before.name) changes.name = tidy(after.name);
	if (after.kind !== before.kind) changes.kind = after.kind;
	if (tidy(after.about) !== before.about) changes.about = tidy(after.about);
	if (tidy(after.address) !== before.address) changes.address = tidy(after.address);
	if (after.commune !== before.commune) changes.commune_code = after.commune || null;
	if (tidy(after.openingHours) !== before.openingHours) changes.opening_hours = tidy(after.openingHours);
	if (tidy(after.website) !== before.website) changes.website = tidy(after.website);
	if (!sameList(after.accepts, before.accepts)) changes.accepts = after.accepts;
	if (!sameList(after.refuses, before.refuses)) changes.refuses = after.refuses;
	if (tidy(after.acceptsNote) !== before.acceptsNote) changes.accepts_note = tidy(after.acceptsNote);
	if (tidy(after.accessNotes) !== before.accessNotes) changes.access_notes = tidy(after.accessNotes);
	if (after.wheelchair !== before.wheelchair) changes.wheelchair = after.wheelchair || null;
	if (after.isGone !== before.isGone) changes.status = after.isGone ? 'closed' : 'open';
	else if (after.isChecked && !before.isChecked) changes.status = 'open';
	return changes;
}

function sameList(one: string[], other: string[]): boolean {
	return one.toSorted().join() === other.toSorted().join();
}
