// Tells search engines which pages a visitor may read, in every language.
import { publicDb } from '#lib/database/client.ts';
import { listEvents } from '#lib/events/data/events.ts';
import { locales, localise } from '#lib/i18n/urls.ts';
import { listPublished } from '#lib/listings/data/listings.ts';
import { listPlaceAddresses } from '#lib/places/data/places.ts';
import { placePath } from '#lib/places/domain/place-query.ts';
import type { RequestHandler } from './$types';

const standing = [
	'/',
	'/search',
	'/places',
	'/events',
	'/help',
	'/rules',
	'/legal',
	'/privacy',
	'/accessibility',
	'/open-data',
	'/figures'
];

export const GET: RequestHandler = async ({ url }) => {
	const db = publicDb(url.origin);
	const [listings, places, events] = await Promise.all([
		listPublished(db),
		listPlaceAddresses(db),
		listEvents(db, { after: new Date().toISOString() })
	]);
	const paths = [
		...standing.map((path) => ({ path, changed: null })),
		...places.map(({ slug, updatedAt }) => ({ path: placePath(slug), changed: updatedAt })),
		...listings.map(({ id, updatedAt }) => ({ path: `/listings/${id}`, changed: updatedAt })),
		...events.map(({ slug, changedAt }) => ({ path: `/events/${slug}`, changed: changedAt }))
	];
	const body = paths.flatMap(({ path, changed }) =>
		locales.map((locale) => entry(localise(path, locale), path, changed))
	);
	return new Response(
		`<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${body.join('\n')}\n</urlset>\n`,
		{ headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=3600' } }
	);

	// Paths are ours, ids are UUIDs and addresses of events are plain: nothing here needs escaping.
	function entry(shown: string, path: string, changed: string | null): string {
		const others = locales.map(
			(locale) => `<xhtml:link rel="alternate" hreflang="${locale}" href="${url.origin}${localise(path, locale)}"/>`
		);
		const when = changed ? `<lastmod>${changed.slice(0, 10)}</lastmod>` : '';
		return `<url><loc>${url.origin}${shown}</loc>${when}${others.join('')}</url>`;
	}
};
