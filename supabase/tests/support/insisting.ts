import { randomUUID } from 'node:crypto';
import { accept, request, tally, type Check } from './booking.ts';
import type { Crowd } from './crowd.ts';

const day = 86_400_000;

/** One person whose device insists: the same act many times at once, more messages than a minute holds, two clocks striking. */
export async function insistAtOnce(crowd: Crowd, check: Check): Promise<void> {
	const [owner, insistent] = crowd.people as [string, string];
	const newcomer = crowd.people.at(-1)!;
	const tomorrow = Math.ceil(Date.now() / day) * day + day;
	const ladder = await crowd.publish();

	const id = randomUUID();
	const asked = await Promise.all(
		Array.from({ length: 20 }, () => request(crowd, insistent, ladder, tomorrow, tomorrow + day, id))
	);
	const [rows] = await crowd.sql<[{ n: number }]>`
		select count(*)::int as n from public.reservation_events where reservation_id = ${id}`;
	check('one request sent 20 times at once lands once', tally(asked).requested === 20 && rows.n === 1, [
		tally(asked),
		rows
	]);

	const act = randomUUID();
	const accepted = await Promise.all(Array.from({ length: 20 }, () => accept(crowd, owner, id, act)));
	check('one acceptance sent 20 times at once answers the same', tally(accepted).accepted === 20, tally(accepted));

	const said = await Promise.all(
		Array.from({ length: 64 }, (_, n) =>
			crowd.as(
				insistent,
				(tx) =>
					tx`insert into public.messages (id, conversation_id, body) values (${randomUUID()}, ${id}, ${`Allô ${n}`})`
			)
		)
	);
	const ends = tally(said);
	check('of 64 messages at once 30 are sent', ends.done === 30 && ends['P0001 too_fast'] === 34, ends);

	const many = await Promise.all(
		Array.from({ length: 40 }, (_, n) =>
			request(crowd, newcomer, ladder, tomorrow + (n + 2) * day, tomorrow + (n + 3) * day)
		)
	);
	const kept = tally(many);
	check(
		'of 40 requests at once 20 wait for an answer',
		kept.requested === 20 && kept['P0001 quota_reached'] === 20,
		kept
	);

	const searches = await Promise.all(
		Array.from({ length: 40 }, (_, n) =>
			crowd.as(
				newcomer,
				(tx) => tx`insert into public.saved_searches (id, name) values (${randomUUID()}, ${`Recherche ${n}`})`
			)
		)
	);
	const saved = tally(searches);
	check('of 40 searches at once 20 are saved', saved.done === 20 && saved['P0001 quota_reached'] === 20, saved);

	await crowd.sql`update public.reservations set respond_by = now() where borrower_id = ${newcomer}`;
	await Promise.all(Array.from({ length: 8 }, () => crowd.sql`select private.run_due_jobs()`));
	const [expired] = await crowd.sql<[{ events: number; states: number }]>`
		select (select count(*)::int from public.reservation_events where action = 'expire') as events,
			(select count(*)::int from public.reservations where state = 'expired') as states`;
	check(
		'eight clocks striking at once let each request run out once',
		expired.events === 20 && expired.states === 20,
		expired
	);
}
