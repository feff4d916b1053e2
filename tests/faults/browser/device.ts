import type { CDPSession, Page } from 'playwright';
import { startChromium, type Chromium } from './chromium.ts';
import type { Door } from '../../support/door.ts';
import { lying, putSession, type Lying } from '../../support/on-disk.ts';
import { sessionOf, type Neighbours, type Resident } from './residents.ts';

/** A phone or a laptop: a real browser with a disk of its own, behind a door of its own. */
export interface Device {
	name: string;
	door: Door;
	/** Whose session is on it. */
	who: Resident;
	/** Everybody who ever signed in on it. */
	guests: Set<Resident>;
	tabs: Page[];
	/** Those of them that are asleep. */
	asleep: Set<Page>;
	isOnline: boolean;
	/** Its owner signs in, and the app installs itself. */
	begin(): Promise<void>;
	/** Opens a tab on the exchange. */
	open(): Promise<Page>;
	/** The tab of this number, or another that is awake. */
	tab(number: number): Promise<Page>;
	/** The browser goes, at once or with a word, and is started again. */
	restart(how: 'kill' | 'quit'): Promise<void>;
	connect(isOnline: boolean): Promise<void>;
	/** `who` signs in: their session takes the place of the one that was there, and every page begins anew. */
	signIn(who: Resident, change?: (session: object) => object): Promise<void>;
	/** What lies on its disk unsent. */
	lying(who: Resident): Promise<Lying[]>;
	/** Speaks with the browser itself about the page. */
	inside(page: Page): Promise<CDPSession>;
	close(): Promise<void>;
}

/** Switches a device on that belongs to `who`. */
export async function switchOn(
	name: string,
	door: Door,
	profile: string,
	neighbours: Neighbours,
	who: Resident
): Promise<Device> {
	const { api, exchange } = neighbours;
	let browser: Chromium = await startChromium(profile);

	const self: Device = {
		name,
		door,
		who,
		guests: new Set([who]),
		tabs: [],
		asleep: new Set(),
		isOnline: true,
		async begin() {
			const page = await browser.context.newPage();
			await page.goto(`${door.url}/robots.txt`);
			await putSession(page, await sessionOf(api, who));
			const first = await self.open();
			await page.close();
			await first.getByLabel('Votre message').waitFor({ timeout: 60_000 });
			await first.evaluate(async () => void (await navigator.serviceWorker.ready));
		},
		async open() {
			const page = await browser.context.newPage();
			page.setDefaultTimeout(5_000);
			self.tabs.push(page);
			page.on('close', () => (self.tabs = self.tabs.filter((tab) => tab !== page)));
			await page.goto(`${door.url}/echanges/${exchange}`, { waitUntil: 'commit' }).catch(() => undefined); // no network, perhaps
			return page;
		},
		async tab(number) {
			const awake = self.tabs.filter((tab) => !self.asleep.has(tab));
			return awake[number] ?? awake[0] ?? self.open();
		},
		async restart(how) {
			await browser[how]();
			self.tabs = [];
			browser = await startChromium(profile);
			await browser.context.setOffline(!self.isOnline);
			await self.open();
		},
		async connect(isOnline) {
			self.isOnline = isOnline;
			door.shut(!isOnline);
			await browser.context.setOffline(!isOnline);
		},
		async signIn(next, change = (session) => session) {
			const page = await self.tab(0);
			// Where nothing opens, nobody can sign in.
			if (!page.url().startsWith(door.url)) await page.goto(`${door.url}/robots.txt`);
			self.who = next;
			self.guests.add(next);
			await putSession(page, change(await sessionOf(api, next)));
			const address = `${door.url}/echanges/${exchange}`;
			for (const tab of self.tabs) await tab.goto(address, { waitUntil: 'commit' }).catch(() => undefined); // it closes, perhaps
		},
		lying: async ({ id }) => lying(await self.tab(0), id),
		inside: (page) => browser.context.newCDPSession(page),
		close: () => browser.kill()
	};

	return self;
}
