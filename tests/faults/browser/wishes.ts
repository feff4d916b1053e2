import type { Page } from 'playwright';
import { day } from '../../support/neighbourhood.ts';
import type { Device } from './device.ts';
import { lying } from '../../support/on-disk.ts';
import { rows, type Neighbours, type Resident } from './residents.ts';
import type { Deed } from './schedule.ts';

const heardWithinMs = 3_000;

/** Something a resident said on a page, and whether it was seen to be kept. */
export interface Wish {
	label: string;
	deed: Deed;
	who: Resident;
	device: string;
	/** `kept`: it was on the disk, or had arrived. `unsure`: the page died before anybody could see. */
	told: 'kept' | 'unsure';
}

/** Where the database has it: how often, and when by its own clock. */
export async function arrived({ api, exchange }: Neighbours, wish: Wish): Promise<{ times: number; at: string }> {
	const { deed, who, label } = wish;
	const said = encodeURIComponent(label);
	let found: { at: string }[];
	if (deed === 'message')
		found = await rows(api, who, `messages?select=at:sent_at&conversation_id=eq.${exchange}&body=eq.${said}`);
	else if (deed === 'request')
		found = await rows(api, who, `reservations?select=at:created_at&borrower_id=eq.${who.id}&note=eq.${said}`);
	else if (deed === 'accept')
		found = await rows(
			api,
			who,
			`messages?select=at:sent_at&conversation_id=eq.${exchange}&kind=eq.system&body=eq.reservation_accepted`
		);
	else found = await rows(api, who, `people?select=at:display_name&id=eq.${who.id}&about=eq.${said}`);
	return { times: found.length, at: found[0]?.at ?? '' };
}

/** Carries out `deed` on a page of `device`; answers `null` when the page does not offer it now. */
export async function say(
	neighbours: Neighbours,
	device: Device,
	tab: number,
	deed: Deed,
	label: string,
	days: number
): Promise<Wish | null> {
	// A browser that goes at this moment opens no page: nothing was wished.
	const page = await device.tab(tab).catch(() => null);
	if (!page) return null;
	const { who } = device;
	const wish: Wish = { label, deed, who, device: device.name, told: 'unsure' };
	const press = await ready(neighbours, device, page, deed, label, days).catch(() => null); // not on this page, or the page is gone
	if (!press) {
		// A resident who sees nothing to press loads the page again.
		await page
			.goto(`${device.door.url}/echanges/${neighbours.exchange}`, { waitUntil: 'commit' })
			.catch(() => undefined); // it is gone
		return null;
	}
	try {
		await press();
		for (const since = Date.now(); Date.now() - since < heardWithinMs;) {
			const here = await lying(page, who.id);
			const isThere = here.some(({ said, kind }) =>
				deed === 'accept' ? kind === 'reservations.advance' : said.includes(JSON.stringify(label))
			);
			if (isThere || (await arrived(neighbours, wish)).times) wish.told = 'kept';
			if (wish.told === 'kept') break;
			await new Promise((resolve) => setTimeout(resolve, 40));
		}
	} catch {
		wish.told = 'unsure'; // the page is gone
	}
	return wish;
}

/** Brings `page` to where `deed` is one press away. */
async function ready(
	{ exchange, wanted }: Neighbours,
	{ door, who }: Device,
	page: Page,
	deed: Deed,
	label: string,
	days: number
): Promise<() => Promise<void>> {
	const button = (name: string) => page.getByRole('button', { name });
	const go = async (path: string) => {
		if (new URL(page.url()).pathname !== path.split('?')[0]) await page.goto(door.url + path, { waitUntil: 'commit' });
	};
	if (deed === 'message') {
		await go(`/echanges/${exchange}`);
		await page.getByLabel('Votre message').fill(label, { timeout: 4_000 });
		return () => button('Envoyer').click();
	}
	if (deed === 'accept') {
		await go(`/echanges/${exchange}`);
		await button('Dire oui').waitFor({ timeout: 2_000 });
		return () => button('Dire oui').click();
	}
	if (deed === 'profile') {
		await go('/compte/profil');
		await page.getByLabel('Quelques mots sur vous').fill(label, { timeout: 4_000 });
		return () => button('Enregistrer').click();
	}
	await go(`/annonces/${wanted.get(who)!}?from=${day(days)}&until=${day(days)}`);
	await page.getByRole('link', { name: 'Demander', exact: true }).click();
	await page.getByLabel(/^Un mot pour/).fill(label);
	return () => button('Demander à emprunter').click();
}
