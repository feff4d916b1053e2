import { randomUUID } from 'node:crypto';
import { tally, type Check } from './booking.ts';
import type { Attempt, Crowd } from './crowd.ts';

interface Row {
	id: string;
	state: string;
}

/** Sixty-four people take one shift, and want the ten seats of a hall, at once; then those who have them leave, at once. */
export async function helpAtOnce(crowd: Crowd, check: Check): Promise<void> {
	const owner = crowd.people[0]!;
	const others = crowd.people.slice(1, 65);
	const event = randomUUID();
	const [door, coffee] = [randomUUID(), randomUUID()];
	await crowd.sql`
		insert into public.events (id, kind, title, organiser_id, starts_at, ends_at, capacity, state, published_at)
		values (${event}, 'repair_session', 'Réparer', ${owner}, now() + interval '3 days', now() + interval '4 days', 10, 'published', now())`;
	await crowd.sql`insert into public.shifts (id, event_id, role, needed) values (${door}, ${event}, 'welcome', 3), (${coffee}, ${event}, 'coffee', 1)`;

	const took = await Promise.all(others.map((person) => take(crowd, person, door)));
	const ends = tally(took);
	check('64 take a shift of three: three have it', took.filter((a) => a.answer).length === 3, ends);
	check('and each other one is refused as P0001 full', ends['P0001 full'] === 61, ends);

	const holders = others.filter((_person, n) => took[n]!.answer);
	const ids = took.flatMap((a) => a.answer?.id ?? []);
	const swapped = await Promise.all(holders.map((person, n) => swap(crowd, person, coffee, ids[n]!)));
	check(
		'three change for the one coffee at once: one does',
		swapped.filter((a) => a.answer).length === 1,
		tally(swapped)
	);
	const [held] = await crowd.sql<[{ welcome: number; coffee: number }]>`
		select (select taken::int from public.shifts where id = ${door}) as welcome, (select taken::int from public.shifts where id = ${coffee}) as coffee`;
	check('and the two others keep what they had', held.welcome === 2 && held.coffee === 1, held);

	const [keeper] = await crowd.sql<[{ id: string; person: string }]>`
		select id, person_id as person from public.shift_signups where shift_id = ${coffee} and state = 'taken'`;
	const offer = randomUUID();
	await crowd.as(keeper.person, (tx) => tx`select public.offer_shift(${offer}, ${keeper.id})`);
	const keen = others.filter((person) => person !== keeper.person).slice(0, 40);
	const answers = await Promise.all([
		...keen.map((person) => accept(crowd, person, offer)),
		crowd.as<Row>(
			keeper.person,
			(tx) => tx`select id, state from public.advance_shift_offer(${offer}, 'withdraw', ${randomUUID()})`
		)
	]);
	const one = answers.filter((a) => a.answer).length;
	const [hands] = await crowd.sql<[{ taken: number; rows: number; lost: boolean }]>`
		select f.taken::int, (select count(*)::int from public.shift_signups s where s.shift_id = f.id and s.state = 'taken') as rows
		from public.shifts f where f.id = ${coffee}`;
	check('40 would stand in, and it is taken back, at once: one of it happens', one === 1, tally(answers));
	check('and the shift is held by one', hands.taken === 1 && hands.rows === 1, hands);

	const came = await Promise.all(others.map((person) => attend(crowd, person, event)));
	const seats = tally(came);
	check(
		'ten seats, 64 who come: ten have one, the others wait',
		seats.attending === 10 && seats.waitlisted === 54,
		seats
	);
	const seated = others.flatMap((person, n) =>
		came[n]!.answer?.state === 'attending' ? [{ person, id: came[n]!.answer!.id }] : []
	);
	const gone = await Promise.all(
		seated.map(({ person, id }) => crowd.as<Row>(person, (tx) => tx`select id, state from public.leave_event(${id})`))
	);
	check(
		'all ten leave at once',
		gone.every((a) => a.answer?.state === 'cancelled'),
		tally(gone)
	);

	const [after] = await crowd.sql<[{ seats: number; counted: number; jumped: number; hands: number }]>`
		select
			(select count(*)::int from public.attendances where event_id = ${event} and state = 'attending') as seats,
			(select attending from public.events where id = ${event}) as counted,
			(select count(*)::int from public.attendances a join public.attendances b on b.event_id = a.event_id
				where a.event_id = ${event} and a.state = 'waitlisted' and b.state = 'attending' and b.asked_at > a.asked_at) as jumped,
			(select count(*)::int from public.shifts f where f.event_id = ${event} and f.taken <> (
				select count(*) from public.shift_signups s where s.shift_id = f.id and s.state = 'taken')) as hands`;
	check('ten others have their seats', after.seats === 10 && after.counted === 10, after);
	check('those who waited longest', after.jumped === 0, after);
	check('and what is counted is what there is', after.hands === 0, after);
}

function take(crowd: Crowd, person: string, shift: string): Promise<Attempt<Row>> {
	return crowd.as(person, (tx) => tx<Row[]>`select id, state from public.take_shift(${randomUUID()}, ${shift})`);
}

function accept(crowd: Crowd, person: string, offer: string): Promise<Attempt<Row>> {
	return crowd.as(
		person,
		(tx) => tx<Row[]>`select id, state from public.advance_shift_offer(${offer}, 'accept', ${randomUUID()})`
	);
}

function swap(crowd: Crowd, person: string, shift: string, instead: string): Promise<Attempt<Row>> {
	return crowd.as(
		person,
		(tx) => tx<Row[]>`select id, state from public.swap_shift(${randomUUID()}, ${shift}, ${instead})`
	);
}

function attend(crowd: Crowd, person: string, event: string): Promise<Attempt<Row>> {
	return crowd.as(person, (tx) => tx<Row[]>`select id, state from public.attend_event(${randomUUID()}, ${event})`);
}
