import { randomUUID } from 'node:crypto';
import { test as base, type BrowserContext, type Page } from '@playwright/test';

export { expect } from '@playwright/test';

/** People of `supabase/seed.sql`. Each run starts with the same street. */
export type Neighbour = 'ada' | 'bo' | 'cy' | 'mod' | 'ref' | 'gwenola' | 'thomas';

export const demoPassword = 'passerelle-demo';

/** Somebody with an account of their own, so that tests do not disturb each other. */
export interface Newcomer {
	page: Page;
	id: string;
	name: string;
	email: string;
	/** Their access token, for asking the API as them. */
	token: string;
}

interface Neighbourhood {
	/** Whether a journey is made by keyboard alone: it fails when anything is pressed with a pointer. */
	keyboardAlone: boolean;
	/** A page of a browser of their own, where `who` is signed in. */
	signedIn: (who: Neighbour) => Promise<Page>;
	/** A new resident, signed in, in a browser of their own. */
	newcomer: (name: string) => Promise<Newcomer>;
	/** Where this run's server answers, and its publishable key. */
	api: { url: string; key: string };
	/** Violations of the security policy and uncaught errors of every page of the test: it fails when there are any. */
	complaints: string[];
}

interface Session {
	access_token: string;
	user: { id: string };
}

export const test = base.extend<Neighbourhood>({
	keyboardAlone: [false, { option: true }],
	api: async ({ baseURL, request }, use) => {
		const { supabase } = (await (await request.get('/healthz')).json()) as { supabase: { publishableKey: string } };
		await use({ url: baseURL!, key: supabase.publishableKey });
	},
	complaints: [
		async ({ context, keyboardAlone }, use, info) => {
			const complaints: string[] = [];
			await listen(context, complaints, keyboardAlone);
			await use(complaints);
			if (complaints.length && info.status === info.expectedStatus) throw new Error(complaints.join('\n'));
		},
		{ auto: true }
	],
	signedIn: async ({ browser, api, complaints, contextOptions, keyboardAlone }, use) => {
		const contexts: BrowserContext[] = [];
		await use(async (who) => {
			const context = await browser.newContext(contextOptions);
			contexts.push(context);
			await listen(context, complaints, keyboardAlone);
			const session = await ask(api, 'token?grant_type=password', {
				email: `${who}@demo.test`,
				password: demoPassword
			});
			return open(context, session);
		});
		for (const context of contexts) await context.close();
	},
	newcomer: async ({ browser, api, complaints, contextOptions, keyboardAlone }, use) => {
		const contexts: BrowserContext[] = [];
		await use(async (name) => {
			const context = await browser.newContext(contextOptions);
			contexts.push(context);
			await listen(context, complaints, keyboardAlone);
			const email = `${name.toLowerCase()}-${randomUUID().slice(0, 8)}@example.test`;
			const data = { display_name: name, commune_code: '35238' };
			const session = await ask(api, 'signup', { email, password: demoPassword, data });
			const page = await open(context, session);
			return { page, id: session.user.id, name, email, token: session.access_token };
		});
		for (const context of contexts) await context.close();
	}
});

/** The access token of somebody of the street, for asking the API as them. */
export async function tokenOf(api: Neighbourhood['api'], who: Neighbour): Promise<Pick<Newcomer, 'token'>> {
	const asked = { email: `${who}@demo.test`, password: demoPassword };
	return { token: (await ask(api, 'token?grant_type=password', asked)).access_token };
}

async function ask(api: Neighbourhood['api'], path: string, body: object): Promise<Session> {
	const response = await fetch(`${api.url}/auth/v1/${path}`, {
		method: 'POST',
		headers: { apikey: api.key, 'content-type': 'application/json' },
		body: JSON.stringify(body)
	});
	if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
	return (await response.json()) as Session;
}

/** Puts the session where the app keeps it, and answers a page of that browser. */
async function open(context: BrowserContext, session: Session): Promise<Page> {
	const page = await context.newPage();
	await page.goto('/robots.txt');
	await page.evaluate(async (kept) => {
		const database = await new Promise<IDBDatabase>((resolve, reject) => {
			const opening = indexedDB.open('session', 1);
			opening.onupgradeneeded = () => opening.result.createObjectStore('kept');
			opening.onsuccess = () => resolve(opening.result);
			opening.onerror = () => reject(opening.error);
		});
		const transaction = database.transaction('kept', 'readwrite');
		transaction.objectStore('kept').put(kept, 'session');
		await new Promise((resolve) => (transaction.oncomplete = resolve));
		database.close();
	}, JSON.stringify(session));
	return page;
}

async function listen(context: BrowserContext, complaints: string[], keyboardAlone: boolean): Promise<void> {
	await context.exposeBinding('complain', (_source, text: string) => void complaints.push(text));
	if (keyboardAlone) await context.addInitScript(noticePointer);
	await context.addInitScript(() => {
		addEventListener('securitypolicyviolation', (event) => {
			const complain = (globalThis as unknown as { complain: (text: string) => void }).complain;
			complain(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample} on ${location.pathname}`);
		});
	});
	context.on('weberror', (error) => {
		const where = new URL(error.page()?.url() ?? 'about:blank').pathname;
		complaints.push(`uncaught on ${where}: ${error.error().stack ?? error.error().message}`);
	});
}

/** The calendar day `offset` days from now in Paris, `YYYY-MM-DD`. */
export function day(offset: number): string {
	return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(Date.now() + offset * 86_400_000);
}

function noticePointer(): void {
	const notice = ({ isTrusted, target }: Event) => {
		const { complain } = globalThis as unknown as { complain: (text: string) => void };
		if (isTrusted) complain(`pressed with a pointer: ${(target as Element).outerHTML.slice(0, 160)}`);
	};
	addEventListener('pointerdown', notice, { capture: true });
}
