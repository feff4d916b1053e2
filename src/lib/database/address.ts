import { sessionStorage } from './session-storage.ts';

/** Where the database's API answers, and the publishable key to speak to it. */
export interface Address {
	/** Origin of the API, without a trailing slash. */
	url: string;
	key: string;
}

const kept = 'passerelle.supabase';

/** The page, where there is one: the worker has neither it nor localStorage. */
interface Page {
	document?: { documentElement: { dataset: Record<string, string | undefined> } };
	localStorage?: { getItem(key: string): string | null; setItem(key: string, value: string): void };
}

/**
 * The API this app was started for; `origin` is that of the page, used when both live on one origin.
 * The server speaks to it directly (`API_ORIGIN`), and tells the browser through attributes of `<html>`; the offline shell, which is a file, remembers.
 */
export function address(origin: string): Address {
	if (import.meta.env.SSR) {
		return { url: process.env.API_ORIGIN || origin, key: process.env.PUBLIC_SUPABASE_PUBLISHABLE_KEY ?? '' };
	}
	const { document, localStorage } = globalThis as Page;
	const { supabaseUrl, supabaseKey } = document!.documentElement.dataset;
	if (supabaseKey && !supabaseKey.startsWith('%')) {
		localStorage!.setItem(kept, JSON.stringify({ url: supabaseUrl, key: supabaseKey }));
		return { url: supabaseUrl || origin, key: supabaseKey };
	}
	const last = JSON.parse(localStorage!.getItem(kept) ?? '{}') as Partial<Address>;
	return { url: last.url || origin, key: last.key ?? '' };
}

/** The same, for pages and the worker, which finds what a page has written down. Browser only. */
export async function keptAddress(): Promise<Address> {
	if (!(globalThis as Page).document) {
		return JSON.parse((await sessionStorage.getItem('address')) ?? '{}') as Address;
	}
	const here = address(location.origin);
	await sessionStorage.setItem('address', JSON.stringify(here));
	return here;
}
