/** Under which name the word for the owner of a listing is kept in its tab while it is written. */
export function noteDraft(listingId: string): string {
	return `note:${listingId}`;
}
