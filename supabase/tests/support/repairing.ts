import { randomUUID } from 'node:crypto';
import type { Attempt, Crowd } from './crowd.ts';
import { tally, type Check } from './booking.ts';

interface Stands {
	id: string;
	state: string;
	ticket: number | null;
}

/** Thirty-two repairers, as many tablets at the door, and sixty-four neighbours who all want to come. */
export async function repairAtOnce(crowd: Crowd, check: Check): Promise<void> {
	const [organiser, ...others] = crowd.people as [string, ...string[]];
	const hands = others.slice(0, 32);
	const neighbours = others.slice(32, 96);
	const session = await hold(crowd, organiser, hands);

	const numbered = await Promise.all(hands.map((hand, n) => walkIn(crowd, hand, session, `Personne ${n}`)));
	const tickets = numbered.flatMap(({ answer }) => (answer ? [answer.ticket!] : []));
	check('32 tablets at the door: 32 numbers', new Set(tickets).size === 32, tally(numbered));

	const [kettle] = await crowd.sql<{ id: string }[]>`
		select id from public.repair_items where event_id = ${session} order by id limit 1`;
	const claims = await Promise.all(hands.map((hand) => step(crowd, hand, kettle!.id, 'claim')));
	const ends = tally(claims);
	check('32 claim one thing: one has it', ends.claimed === 1 && ends['P0001 not_available'] === 31, ends);

	const [holder] = await crowd.sql<{ who: string }[]>`
		select claimed_by as who from public.repair_items where id = ${kettle!.id}`;
	const things = await crowd.sql<{ id: string }[]>`
		select id from public.repair_items where event_id = ${session} and state = 'queued'`;
	await step(crowd, holder!.who, kettle!.id, 'release');
	const greedy = await Promise.all(things.map(({ id }) => step(crowd, holder!.who, id, 'claim')));
	const held = tally(greedy);
	check('who claims 31 things at once has one in hand', held.claimed === 1 && held['P0001 quota_reached'] === 30, held);

	// Each takes what they find, ends it or puts it back, or takes a step back, whatever the others do.
	const all = await crowd.sql<{ id: string }[]>`select id from public.repair_items where event_id = ${session}`;
	const actions = ['claim', 'release', 'undo', 'done', 'queue', 'return', 'undo', 'claim'];
	await Promise.all(
		hands.map(async (hand, n) => {
			for (const [at, action] of actions.entries()) await step(crowd, hand, all[(n * 7 + at) % all.length]!.id, action);
		})
	);
	const [broken] = await crowd.sql<[{ untold: number; twice: number }]>`
		select
			(select count(*)::int from public.repair_items i where i.event_id = ${session} and i.state <> (
				select e.state from private.repair_events e where e.item_id = i.id order by e.id desc limit 1)) as untold,
			(select count(*)::int from (
				select 1 from public.repair_items i where i.event_id = ${session} and i.state = 'claimed'
				group by i.claimed_by having count(*) > 1) as hands) as twice`;
	check(
		'256 steps at once: each thing is what its events say, in one hand',
		broken.untold + broken.twice === 0,
		broken
	);

	const small = await hold(crowd, organiser, [], 5);
	const booked = await Promise.all(neighbours.map((person) => book(crowd, person, small)));
	const seats = tally(booked);
	check('64 book five seats: five are booked, the others wait', seats.booked === 5 && seats.waitlisted === 59, seats);
	const holders = booked.flatMap(({ answer }, n) =>
		answer?.state === 'booked' ? [{ id: answer.id, person: neighbours[n]! }] : []
	);
	await Promise.all(
		holders.map(({ id, person }) =>
			crowd.as(person, (tx) => tx<Stands[]>`select id from public.advance_visit(${id}, 'cancel', ${randomUUID()})`)
		)
	);
	const [after] = await crowd.sql<[{ seated: number }]>`
		select count(*)::int as seated from public.visits where event_id = ${small} and state = 'booked'`;
	check('given up all at once, five others have them', after.seated === 5, after);
}

async function hold(crowd: Crowd, organiser: string, hands: string[], seats: number | null = null): Promise<string> {
	const id = randomUUID();
	await crowd.sql`
		insert into public.events (id, kind, title, organiser_id, starts_at, ends_at, capacity, state, published_at)
		values (${id}, 'repair_session', 'Réparer', ${organiser}, now() + interval '1 day', now() + interval '27 hours', ${seats}, 'published', now())`;
	const shift = randomUUID();
	await crowd.sql`
		insert into public.shifts (id, event_id, role, needed, taken) values (${shift}, ${id}, 'repair', 50, ${hands.length})`;
	await crowd.sql`
		insert into public.shift_signups (id, shift_id, person_id)
		select gen_random_uuid(), ${shift}, hand::uuid from unnest(${hands}::text[]) as hand`;
	return id;
}

function walkIn(crowd: Crowd, hand: string, session: string, name: string): Promise<Attempt<Stands>> {
	const items = [{ id: randomUUID(), product_category_id: 14 }];
	return crowd.as(
		hand,
		(tx) => tx<Stands[]>`
			select id, state, ticket from public.register_walk_in(${randomUUID()}, ${session}, ${name}, ${tx.json(items)})`
	);
}

function step(crowd: Crowd, hand: string, id: string, action: string): Promise<Attempt<Stands>> {
	const details = action === 'done' ? { repair_status: 1 } : {};
	return crowd.as(
		hand,
		(tx) => tx<Stands[]>`
			select id, state from public.advance_repair(${id}, ${action}, ${tx.json(details)}, ${randomUUID()})`
	);
}

function book(crowd: Crowd, person: string, session: string): Promise<Attempt<Stands>> {
	const items = [{ id: randomUUID(), product_category_id: 14, problem: 'Ne marche plus' }];
	return crowd.as(
		person,
		(tx) => tx<Stands[]>`
			select id, state from public.book_visit(
				${randomUUID()}, ${session}, (select starts_at from public.events where id = ${session}), ${tx.json(items)})`
	);
}
