import { href, m } from '#lib/i18n/words.ts';
import type { Listing } from '#lib/listings/domain/listing.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';

/** Hands a listing's address to the system's own way of sharing, or copies it and says so. */
export async function share({ id, title }: Pick<Listing, 'id' | 'title'>): Promise<void> {
	const url = location.origin + href(`/listings/${id}`);
	if (!('share' in navigator)) return copy(url);
	try {
		await navigator.share({ title, url });
	} catch (error) {
		// Closing the system's own sheet is an answer, not a fault.
		if ((error as Error).name !== 'AbortError') await copy(url);
	}
}

async function copy(url: string) {
	await navigator.clipboard.writeText(url);
	toast(m.listing_link_copied());
}
