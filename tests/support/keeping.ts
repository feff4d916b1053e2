import type { Page } from '@playwright/test';
import { endSessions, rows, sessionOf, type Resident } from '../faults/browser/residents.ts';
import { lying, putSession } from './on-disk.ts';
import { expect } from './neighbourhood.ts';

type Api = { url: string; key: string };

/** Signs `who` in on the device of `page`, for the app at `origin`, past the screens. */
export async function bring(page: Page, origin: string, api: Api, who: Pick<Resident, 'email'>): Promise<void> {
	await page.goto(`${origin}/robots.txt`);
	await putSession(page, await sessionOf(api, who));
}

/** The session on the device of `page` has run out, and cannot be renewed. */
export async function endSession(page: Page, api: Api, who: Resident): Promise<void> {
	await putSession(page, { ...(await sessionOf(api, who)), expires_at: Math.floor(Date.now() / 1000) - 3600 });
	await endSessions(api, who);
}

/** Writes in a conversation that is open, and waits until the device has it. */
export async function write(page: Page, who: Pick<Resident, 'id'>, words: string): Promise<void> {
	await page.getByLabel('Votre message').fill(words);
	await page.getByRole('button', { name: 'Envoyer' }).click();
	await expect.poll(async () => (await lying(page, who.id)).some(({ said }) => said.includes(words))).toBe(true);
}

/** What was written in a conversation, in the order it arrived. */
export async function written(api: Api, who: Resident, conversation: string): Promise<string[]> {
	const path = `messages?select=body&conversation_id=eq.${conversation}&kind=eq.text&order=sent_at`;
	return (await rows<{ body: string }>(api, who, path)).map(({ body }) => body);
}
