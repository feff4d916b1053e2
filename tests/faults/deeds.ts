import { newId } from '#lib/offline/command.ts';
import { keepSearch, standInLine } from './looking-for.ts';
import type { Page } from './page.ts';
import { runSession } from './running-a-session.ts';
import type { Stage } from './stage.ts';
import { errand } from './stillness.ts';
import type { Story } from './story.ts';

const day = 86_400_000;

/** What residents do, each as often as its number says. */
export const deeds: [often: number, deed: (stage: Stage, story: Story) => Promise<unknown>][] = [
	[8, ({ chance }, story) => speak(story, story.pageOn(chance.one(story.devices)))],
	[2, (stage, story) => borrow(stage, story)],
	[2, (stage, story) => answerRequest(stage, story)],
	[2, (stage, story) => describeOneself(stage, story)],
	[2, (stage, story) => sayWhereAndWhen(stage, story)],
	[1, (stage, story) => openAgain(stage, story)],
	[1, (stage, story) => offer(stage, story)],
	[1, (stage, story) => tooLong(stage, story)],
	[1, (stage, story) => keepSearch(stage, story)],
	[1, (stage, story) => standInLine(stage, story)],
	[2, (stage, story) => runSession(stage, story)],
	[2, (stage, story) => reconsider(stage, story)],
	[
		1,
		({ chance }, story) =>
			story.wishes.say(story.pageOn(chance.one(story.devices)), 'conversations.read', () => ({
				conversationId: story.talk,
				until: new Date().toISOString()
			}))
	]
];

async function speak({ wishes, talk }: Story, page: Page): Promise<void> {
	await wishes.say(page, 'conversations.write', (body) => ({ conversationId: talk, body }));
}

async function describeOneself({ chance }: Stage, { wishes, pageOn, devices }: Story): Promise<void> {
	const page = pageOn(chance.one(devices));
	await wishes.say(page, 'people.save', (about) => ({ personId: page.uid, about }));
}

async function sayWhereAndWhen({ chance }: Stage, { wishes, pageOn, devices }: Story): Promise<void> {
	const page = pageOn(chance.one(devices));
	if (chance.happens(0.5)) {
		await wishes.say(page, 'people.save_details', (address) => ({ address, phone: '', point: null }));
		return;
	}
	const window = { id: newId(), weekday: 6, from: '10:00', until: '12:00', automatic: false };
	await wishes.say(page, 'listings.windows', (note) => ({ personId: page.uid, windows: [{ ...window, note }] }));
}

/** Without network nobody knows that the two already talk about it: what is written in the new one must find the old one. */
async function openAgain({ chance }: Stage, { wishes, drill, ada, devices, pageOn }: Story): Promise<void> {
	const page = pageOn(devices[0]!);
	if (page.uid !== ada) return;
	const id = newId();
	await wishes.say(page, 'conversations.open', () => ({ listingId: drill }), id);
	for (let more = chance.below(3); more > 0; more--) {
		await wishes.say(page, 'conversations.write', (body) => ({ conversationId: id, body }));
	}
}

async function tooLong({ chance }: Stage, { wishes, talk, pageOn, devices }: Story): Promise<void> {
	const page = pageOn(chance.one(devices));
	await wishes.say(page, 'conversations.write', (label) => ({ conversationId: talk, body: label.padEnd(4001, '.') }));
}

async function borrow({ chance }: Stage, { wishes, drill, ada, devices, pageOn }: Story): Promise<void> {
	const page = pageOn(devices[0]!);
	if (page.uid !== ada) return;
	const id = newId();
	const first = Math.ceil(Date.now() / day) * day + chance.between(2, 9) * day + day / 2;
	const period = { startsAt: new Date(first).toISOString(), endsAt: new Date(first + day).toISOString() };
	await wishes.say(page, 'reservations.request', (note) => ({ listingId: drill, ...period, note }), id);
	for (let more = chance.below(3); more > 0; more--) {
		await wishes.say(page, 'conversations.write', (body) => ({ conversationId: id, body }));
	}
	if (chance.happens(0.4)) {
		await wishes.say(page, 'reservations.advance', (note) => ({ reservationId: id, action: 'cancel', note }));
	}
}

async function answerRequest({ chance, street }: Stage, { wishes, drill, bo, devices, pageOn }: Story): Promise<void> {
	const page = pageOn(devices[1]!);
	if (page.uid !== bo) return;
	const [asked] = await errand(
		street.sql<{ id: string }[]>`
		select id from public.reservations where listing_id = ${drill} and state = 'requested' order by created_at limit 1`
	);
	if (!asked) return;
	const action = chance.one(['accept', 'accept', 'decline']);
	await wishes.say(page, 'reservations.advance', (note) => ({ reservationId: asked.id, action, note }));
	await wishes.say(page, 'conversations.write', (body) => ({ conversationId: asked.id, body }));
}

async function offer({ chance }: Stage, { wishes, devices, pageOn }: Story): Promise<void> {
	const page = pageOn(chance.one(devices));
	const listingId = newId();
	const content = (title: string) => ({
		listingId,
		title,
		kind: 'loan',
		description: '',
		category: 'bricolage',
		condition: null,
		units: 1,
		instant: false,
		minDays: 1,
		maxDays: 7,
		leadHours: 0,
		depositNote: '',
		commune: '35238'
	});
	await wishes.say(page, 'listings.save', content);
	await wishes.say(page, 'listings.photos', () => ({ listingId }), newId(), chance.between(1, 3));
	if (chance.happens(0.5)) await wishes.say(page, 'listings.save', content);
	if (chance.happens(0.7)) await wishes.say(page, 'listings.advance', () => ({ listingId, action: 'publish' }));
}

/** Looks at what is unsent, and corrects or takes back some of it. */
async function reconsider({ chance }: Stage, { wishes, pageOn, devices }: Story): Promise<void> {
	const page = pageOn(chance.one(devices));
	const unsent = (await page.outbox.all()).filter(({ kind }) => kind !== 'conversations.read');
	if (!unsent.length) return;
	const operation = chance.one(unsent);
	const wish = wishes.all.find(({ mark, uid }) => mark?.id === operation.id && uid === page.uid);
	if (!wish) return;
	// One that may have arrived is not changed, and says so.
	if (wish.kind === 'conversations.write' && chance.happens(0.6)) {
		await wishes.edit(page, wish, { ...wish.payload, body: wish.label });
	} else if (operation.state === 'refused' || chance.happens(0.3)) await wishes.discard(page, wish);
}
