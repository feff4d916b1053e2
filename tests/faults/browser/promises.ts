import { rows, type Neighbours } from './residents.ts';
import { arrived, type Wish } from './wishes.ts';

/** Compares what was seen to be kept with what the database holds, now that every outbox is empty. */
export async function checkPromises(
	neighbours: Neighbours,
	{ wishes, violations }: { wishes: Wish[]; violations: string[] }
): Promise<void> {
	const { api, ada, bo, exchange } = neighbours;
	const at = new Map<Wish, string>();
	for (const wish of wishes.filter(({ deed }) => deed !== 'profile')) {
		const found = await arrived(neighbours, wish);
		if (found.times > 1) violations.push(`${wish.label} (${wish.deed}) is there ${found.times} times`);
		if (!found.times && wish.told === 'kept') violations.push(`${wish.label} (${wish.deed}) is lost`);
		if (found.times) at.set(wish, found.at);
	}

	for (const device of ['phone', 'laptop']) {
		for (const who of [ada, bo]) {
			const said = wishes.filter((wish) => wish.device === device && wish.who === who && wish.told === 'kept');
			const lane = said.filter(({ deed }) => deed === 'message' || deed === 'accept').filter((wish) => at.has(wish));
			const came = lane.toSorted((a, b) => (at.get(a)! < at.get(b)! ? -1 : 1));
			const [asked, got] = [lane, came].map((all) => all.map(({ label }) => label).join(', '));
			if (asked !== got) violations.push(`out of order: ${asked} arrived as ${got}`);
		}
	}

	for (const who of [ada, bo]) {
		const profiles = wishes.filter(({ deed, who: whose }) => deed === 'profile' && whose === who);
		// Two devices may speak over each other; an unsure one may or may not have been the last.
		if (new Set(profiles.map(({ device }) => device)).size !== 1 || profiles.some(({ told }) => told !== 'kept'))
			continue;
		const [person] = await rows<{ about: string }>(api, who, `people?select=about&id=eq.${who.id}`);
		const last = profiles.at(-1)!.label;
		if (person?.about !== last) violations.push(`a profile says ${person?.about} instead of ${last}`);
	}

	// Labels begin with the name of who said them.
	const texts = `messages?select=author_id,body&conversation_id=eq.${exchange}&kind=eq.text`;
	for (const { author_id, body } of await rows<{ author_id: string; body: string }>(api, ada, texts)) {
		const author = author_id === ada.id ? ada : bo;
		if (!body.startsWith(author.name)) violations.push(`${body} is there under ${author.name}’s name`);
	}
}
