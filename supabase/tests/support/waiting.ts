import { randomUUID } from 'node:crypto';
import { accept, request, tally, type Check } from './booking.ts';
import type { Crowd } from './crowd.ts';

const day = 86_400_000;

interface Place {
	state: string;
}

/** Many wait for the same days, and everything that frees them comes at once: each slot is one person's, in order. */
export async function waitAtOnce(crowd: Crowd, check: Check): Promise<void> {
	const owner = crowd.people[0]!;
	const waiting = crowd.people.slice(1, 65);
	const from = Math.ceil(Date.now() / day) * day + 20 * day;
	const saw = await crowd.publish(2);
	const holders = await Promise.all(
		crowd.people.slice(100, 102).map(async (person) => {
			const { answer } = await request(crowd, person, saw, from, from + 4 * day);
			await accept(crowd, owner, answer!.id);
			return { person, id: answer!.id };
		})
	);

	const joined = await Promise.all(
		waiting.map((person, n) => join(crowd, person, saw, from + (n % 3) * day, from + (2 + (n % 3)) * day))
	);
	check('64 people wait for days that are taken', tally(joined).waiting === 64, tally(joined));

	await Promise.all([
		...holders.map(({ person, id }) => advance(crowd, person, id, 'cancel')),
		...Array.from({ length: 8 }, () => crowd.sql`select private.run_due_jobs()`)
	]);
	check('what two holders free is offered in order, to no two', await kept(crowd, saw), await offers(crowd, saw));

	// Whoever is offered takes or leaves while the clock strikes and the others press on.
	for (let round = 0; round < 4; round++) {
		await Promise.all([
			...waiting.map((person, n) => request(crowd, person, saw, from + (n % 3) * day, from + (2 + (n % 3)) * day)),
			...(await places(crowd, saw, 'offered')).map(({ id, person_id }, n) => n % 2 && leave(crowd, person_id, id)),
			...Array.from({ length: 4 }, () => crowd.sql`select private.run_due_jobs()`)
		]);
		check(`round ${round}: still in order, to no two`, await kept(crowd, saw), await offers(crowd, saw));
		const asked = await crowd.sql<{ id: string }[]>`
			select id from public.reservations where listing_id = ${saw} and state = 'requested'`;
		await Promise.all(
			asked.map(({ id }, n) => (n % 2 ? accept(crowd, owner, id) : advance(crowd, owner, id, 'decline')))
		);
		check(`round ${round}: answered, still to no two`, await kept(crowd, saw), await offers(crowd, saw));
	}
	const ends = await crowd.sql<{ n: number }[]>`
		select count(*)::int as n from public.waitlist where listing_id = ${saw} and state = 'taken'`;
	check('some took what they were offered', ends[0]!.n > 0, ends);
}

/** Somebody lends each neighbour one thing at a time; the neighbour asks for 64 at once. */
export async function askForOneOfMany(crowd: Crowd, check: Check): Promise<void> {
	const [owner, borrower] = [crowd.people[0]!, crowd.people.at(-1)!];
	const from = Math.ceil(Date.now() / day) * day + 60 * day;
	await crowd.as(owner, (tx) => tx`select public.save_my_details('{"one_at_a_time": true}')`);
	const things = await Promise.all(Array.from({ length: 64 }, () => crowd.publish()));
	const asked = await Promise.all(
		things.map((thing, n) => request(crowd, borrower, thing, from + n * day, from + (n + 1) * day))
	);
	await crowd.as(owner, (tx) => tx`select public.save_my_details('{"one_at_a_time": null}')`);
	const ends = tally(asked);
	check('of 64 things at once one is asked for', ends.requested === 1 && ends['P0001 quota_reached'] === 63, ends);
}

function join(crowd: Crowd, person: string, listing: string, from: number, until: number) {
	return crowd.as(
		person,
		(tx) => tx<Place[]>`
			select state from public.join_waitlist(${randomUUID()}, ${listing}, ${new Date(from)}, ${new Date(until)})`
	);
}

function leave(crowd: Crowd, person: string, id: string) {
	return crowd.as(person, (tx) => tx<Place[]>`select state from public.leave_waitlist(${id})`);
}

function advance(crowd: Crowd, person: string, id: string, action: string) {
	return crowd.as(
		person,
		(tx) => tx<Place[]>`select state from public.advance_reservation(${id}, ${action}, null, ${randomUUID()})`
	);
}

function places(crowd: Crowd, listing: string, state: string) {
	return crowd.sql<{ id: string; person_id: string }[]>`
		select id, person_id from public.waitlist where listing_id = ${listing} and state = ${state}::public.waitlist_state`;
}

function offers(crowd: Crowd, listing: string) {
	return crowd.sql`
		select state, kept_unit, during, created_at from public.waitlist
		where listing_id = ${listing} and kept_unit is not null order by created_at`;
}

/** Whether each slot is kept for one, is nobody else's, and nobody waits who could have been offered theirs. */
async function kept(crowd: Crowd, listing: string): Promise<boolean> {
	const [wrong] = await crowd.sql<[{ twice: number; given: number; passed: number }]>`
		with kept as (
			select * from public.waitlist where listing_id = ${listing} and kept_unit is not null
		), busy as (
			select unit, during, borrower_id as person_id from public.reservations
			where listing_id = ${listing} and state in ('accepted', 'handed_over')
		)
		select
			(select count(*)::int from kept a join kept b on a.id < b.id and a.kept_unit = b.kept_unit and a.during && b.during) as twice,
			(select count(*)::int from kept k join busy b on k.kept_unit = b.unit and k.during && b.during) as given,
			(
				select count(*)::int from public.waitlist w
				where w.listing_id = ${listing} and w.state = 'waiting' and exists (
					select from generate_series(1, 2) as u (unit)
					where not exists (select from busy b where b.unit = u.unit and b.during && w.during)
						and not exists (select from kept k where k.kept_unit = u.unit and k.during && w.during and k.person_id <> w.person_id)
				)
			) as passed`;
	return wrong.twice + wrong.given + wrong.passed === 0;
}
