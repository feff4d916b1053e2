import type { Kind, Listing } from './listing.ts';

const things: Record<Kind, string> = {
	loan: 'Product',
	gift: 'Product',
	service: 'Service',
	space: 'Place',
	wanted: 'Product'
};

const conditions: Record<string, string> = {
	new: 'https://schema.org/NewCondition',
	good: 'https://schema.org/UsedCondition',
	worn: 'https://schema.org/UsedCondition',
	to_repair: 'https://schema.org/DamagedCondition'
};

/**
 * What a search engine may know of a listing, in the words of schema.org.
 * Of the owner, the first name alone; of the place, the commune alone.
 * @param image absolute addresses of its photographs
 */
export function structuredData(listing: Listing, url: string, image: string[]): object {
	const item = {
		'@type': things[listing.kind],
		name: listing.title,
		description: listing.description,
		...(image.length ? { image } : {})
	};
	return {
		'@context': 'https://schema.org',
		'@type': listing.kind === 'wanted' ? 'Demand' : 'Offer',
		url,
		name: listing.title,
		itemOffered: item,
		price: 0,
		priceCurrency: 'EUR',
		...(listing.kind === 'loan' || listing.kind === 'space'
			? { businessFunction: 'http://purl.org/goodrelations/v1#LeaseOut' }
			: {}),
		...(listing.condition ? { itemCondition: conditions[listing.condition] } : {}),
		availability: `https://schema.org/${listing.status === 'published' ? 'InStock' : 'OutOfStock'}`,
		...(listing.commune ? { areaServed: { '@type': 'City', name: listing.commune.name } } : {}),
		offeredBy: { '@type': 'Person', name: firstName(listing.owner.name) }
	};
}

/** The first name in a name: the most that leaves the app. */
export function firstName(name: string): string {
	return name.trim().split(/\s+/)[0] ?? '';
}

/** The beginning of a text, for previews: whole words, at most `length` characters. */
export function summary(text: string, length: number): string {
	const flat = text.replace(/\s+/g, ' ').trim();
	if (flat.length <= length) return flat;
	const cut = flat.slice(0, length - 1);
	return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), length / 2))}…`;
}
