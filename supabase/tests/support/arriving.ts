import { randomUUID } from 'node:crypto';
import { tally, type Check } from './booking.ts';
import type { Attempt, Crowd } from './crowd.ts';

interface Row {
	id: string;
	state: string;
}

/** Forty people want one half hour of three, at once; then those who come want to change places, at once. */
export async function arriveAtOnce(crowd: Crowd, check: Check): Promise<void> {
	const [organiser, ...others] = crowd.people as [string, ...string[]];
	const people = others.slice(130, 170);
	const session = randomUUID();
	await crowd.sql`
		insert into public.events (id, kind, title, organiser_id, starts_at, ends_at, arrivals_per_slot, state, published_at)
		values (${session}, 'repair_session', 'Réparer', ${organiser}, now() + interval '1 day', now() + interval '25 hours', 3, 'published', now())`;

	const booked = await Promise.all(people.map((person) => book(crowd, person, session, 0)));
	const ends = tally(booked);
	check('40 want one half hour of three: three have it', ends.booked === 3 && ends['P0001 full'] === 37, ends);

	const here = people.flatMap((person, n) => (booked[n]!.answer ? [{ person, id: booked[n]!.answer!.id }] : []));
	const late = people.filter((_person, n) => !booked[n]!.answer).slice(0, 20);
	const second = await Promise.all(late.map((person) => book(crowd, person, session, 30)));
	// As soon as both are full, whoever comes waits: how many were turned away and how many wait is chance.
	const seats = tally(second);
	check('20 want the other: three have it', seats.booked === 3, seats);

	const there = late.flatMap((person, n) =>
		second[n]!.answer?.state === 'booked' ? [{ person, id: second[n]!.answer!.id }] : []
	);
	const moved = await Promise.all([
		...here.map((one) => move(crowd, one, session, 30)),
		...there.map((one) => move(crowd, one, session, 0))
	]);
	check('all six would change, and nobody can', tally(moved)['P0001 full'] === 6, tally(moved));

	await Promise.all([
		crowd.as(here[0]!.person, (tx) => tx`select public.advance_visit(${here[0]!.id}, 'cancel', ${randomUUID()})`),
		...there.map((one) => move(crowd, one, session, 0)),
		...late.map((person) => book(crowd, person, session, 0))
	]);
	const [after] = await crowd.sql<[{ most: number; all: number }]>`
		select max(n)::int as most, sum(n)::int as all from (
			select count(*) as n from public.visits v join public.events e on e.id = v.event_id
			where v.event_id = ${session} and v.state = 'booked' group by private.slot_of(e, v.arrival_at)) as slots`;
	check('one gives up, others change and book: never more than three', after.most === 3 && after.all <= 6, after);
}

function book(crowd: Crowd, person: string, session: string, minutes: number): Promise<Attempt<Row>> {
	const items = [{ id: randomUUID(), product_category_id: 14, problem: 'Ne marche plus' }];
	return crowd.as(
		person,
		(tx) => tx<Row[]>`
			select id, state from public.book_visit(${randomUUID()}, ${session},
				(select starts_at + ${minutes} * interval '1 minute' from public.events where id = ${session}), ${tx.json(items)})`
	);
}

function move(
	crowd: Crowd,
	{ person, id }: { person: string; id: string },
	session: string,
	minutes: number
): Promise<Attempt<Row>> {
	return crowd.as(
		person,
		(tx) => tx<Row[]>`
			select id, state from public.choose_arrival(${id},
				(select starts_at + ${minutes} * interval '1 minute' from public.events where id = ${session}), ${randomUUID()})`
	);
}
