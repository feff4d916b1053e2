import type { SearchQuery } from '#lib/listings/domain/search-query.ts';
import { newId } from '#lib/offline/command.ts';
import type { Stage } from './stage.ts';
import type { Story } from './story.ts';
import type { Wish } from './wishes.ts';

const day = 86_400_000;
const everything: Omit<SearchQuery, 'words'> = {
	kinds: [],
	category: null,
	commune: null,
	near: null,
	withinMeters: null,
	from: null,
	until: null,
	sort: null,
	after: null
};

/** Saves a search, and at times thinks better of it, of that one or of an earlier one. */
export async function keepSearch({ chance }: Stage, { wishes, pageOn, devices }: Story): Promise<void> {
	const page = pageOn(chance.one(devices));
	const id = newId();
	await wishes.say(page, 'searches.save', (name) => ({ name, query: { ...everything, words: name } }), id);
	if (!chance.happens(0.5)) return;
	const saved = wishes.all.filter(({ kind, uid, mark }) => kind === 'searches.save' && uid === page.uid && mark);
	const searchId = chance.happens(0.6) || !saved.length ? id : chance.one(saved).id;
	await wishes.say(page, 'searches.forget', (name) => ({ searchId, name }));
}

/** Ada waits for days of the saw, which is lent for a year, and at times waits no longer. */
export async function standInLine({ chance }: Stage, story: Story): Promise<void> {
	const { wishes, saw, ada, devices, pageOn } = story;
	const page = pageOn(devices[0]!);
	if (page.uid !== ada) return;
	const first = Math.ceil(Date.now() / day) * day + chance.between(20, 300) * day + day / 2;
	const period = { startsAt: new Date(first).toISOString(), endsAt: new Date(first + day).toISOString() };
	const waitId = newId();
	await wishes.say(page, 'waits.join', (title) => ({ listingId: saw, title, ...period }), waitId);
	if (chance.happens(0.5)) await wishes.say(page, 'waits.leave', (title) => ({ waitId, title }));
}

/** What became of searches and places in line: there are those that came and were not given up, and no others. */
export async function checkWhatIsLookedFor(
	{ street: { sql }, violate }: Stage,
	{ wishes }: Story,
	arrived: (wish: Wish) => boolean,
	isStillThere: (wish: Wish) => boolean
): Promise<void> {
	for (const wish of wishes.all.filter((one) => one.kind === 'searches.save' && arrived(one))) {
		const isForgotten = wishes.all.some(
			(one) => one.kind === 'searches.forget' && one.payload.searchId === wish.id && arrived(one)
		);
		const rows = await sql`select from public.saved_searches where id = ${wish.id} and name = ${wish.label}`;
		if (rows.length !== (isForgotten ? 0 : 1)) violate(`${wish.label} is there ${rows.length} times`);
	}
	for (const wish of wishes.all.filter((one) => one.kind === 'waits.leave' && one.told === 'kept' && !one.discarded)) {
		if (isStillThere(wish)) continue;
		const [place] = await sql<{ state: string }[]>`
			select state::text from public.waitlist where id = ${wish.payload.waitId as string}`;
		if (place?.state !== 'left') violate(`${wish.label} was left and is ${place?.state}`);
	}
}
