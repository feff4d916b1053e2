import { randomUUID } from 'node:crypto';
import type { Attempt, Crowd } from './crowd.ts';
import { tally, type Check } from './booking.ts';

interface Asked {
	id: string;
	state: string;
}

/** Sixty-four people want the one thing that is given away, all at once. */
export async function giveAtOnce(crowd: Crowd, check: Check): Promise<void> {
	const owner = crowd.people[0]!;
	const others = crowd.people.slice(1, 65);
	const table = await give(crowd, 'first_come');
	const asked = await Promise.all(others.map((person) => ask(crowd, person, table)));
	const ends = tally(asked);
	check('64 ask for one thing: one is given it', ends.chosen === 1, ends);
	check('each other one is told at once, and in line', ends.not_chosen === 63, ends);
	const [listed] = await crowd.sql<[{ found: boolean }]>`
		select exists (select from private.search_entries e where e.listing_id = ${table}) as found`;
	check('it has left search', !listed.found, listed);

	const chairs = await give(crowd, 'first_come', 5);
	const seated = await Promise.all(others.map((person) => ask(crowd, person, chairs)));
	const units = await crowd.sql<{ unit: number }[]>`
		select unit from public.gift_requests where listing_id = ${chairs} and state = 'chosen' order by unit`;
	check('five units: five people, one each', units.map(({ unit }) => unit).join() === '1,2,3,4,5', tally(seated));

	// Whoever has it gives it up, and so does the next, while others come: it never has two.
	const holders = await crowd.sql<{ id: string; person: string }[]>`
		select id, person_id as person from public.gift_requests where listing_id = ${chairs} and state = 'chosen'`;
	const left = await Promise.all(holders.map(({ id, person }) => step(crowd, person, id, 'withdraw')));
	const after = await crowd.sql<{ unit: number }[]>`
		select unit from public.gift_requests where listing_id = ${chairs} and state = 'chosen' order by unit`;
	check(
		'given up all at once, each passes to the next',
		after.map(({ unit }) => unit).join() === '1,2,3,4,5',
		tally(left)
	);

	const drawn = await give(crowd, 'draw');
	await Promise.all(others.map((person) => ask(crowd, person, drawn)));
	const draws = await Promise.all(
		Array.from({ length: 8 }, () =>
			crowd.as(owner, (tx) => tx`select winners from public.draw_recipient(${drawn}, ${randomUUID()})`)
		)
	);
	const refused = tally(draws as Attempt<{ state?: string }>[]);
	check(
		'drawn eight times at once, it is drawn once',
		refused['P0001 already_done'] === 7 && refused.done === 1,
		refused
	);

	const [broken] = await crowd.sql<[{ twice: number; untold: number }]>`
		select
			(select count(*)::int from public.gift_requests a join public.gift_requests b
				on a.listing_id = b.listing_id and a.unit = b.unit and a.id < b.id) as twice,
			(select count(*)::int from public.gift_requests g where g.state <> (
				select e.state from public.gift_events e where e.gift_id = g.id order by e.id desc limit 1)) as untold`;
	check(
		'no unit has two recipients, and every state is what its events say',
		broken.twice + broken.untold === 0,
		broken
	);
}

async function give(crowd: Crowd, rule: string, units = 1): Promise<string> {
	const id = await crowd.publish(units);
	await crowd.sql`update public.listings set status = 'draft' where id = ${id}`;
	await crowd.sql`update public.listings set kind = 'gift', choice_rule = ${rule}, status = 'published' where id = ${id}`;
	return id;
}

function ask(crowd: Crowd, person: string, listing: string): Promise<Attempt<Asked>> {
	return crowd.as(person, (tx) => tx<Asked[]>`select id, state from public.request_gift(${randomUUID()}, ${listing})`);
}

function step(crowd: Crowd, person: string, id: string, action: string): Promise<Attempt<Asked>> {
	return crowd.as(
		person,
		(tx) => tx<Asked[]>`select id, state from public.advance_gift(${id}, ${action}, ${randomUUID()})`
	);
}
