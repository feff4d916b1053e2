import { redirect } from '@sveltejs/kit';
import { href } from '#lib/i18n/words.ts';
import { residentHere } from '#lib/people/data/auth.ts';
import type { LayoutLoad } from './$types';

// What is private is never rendered by the server: it holds no session, and no cache can keep what it did not make.
export const ssr = false;

export const load: LayoutLoad = async ({ url }) => {
	const resident = await residentHere();
	if (!resident) redirect(307, `${href('/sign-in')}?${new URLSearchParams({ next: url.pathname + url.search })}`);
	return { resident };
};
