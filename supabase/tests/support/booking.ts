import { randomUUID } from 'node:crypto';
import type { Attempt, Crowd } from './crowd.ts';

export type Check = (promise: string, kept: boolean, seen: unknown) => void;

interface Booking {
	id: string;
	state: string;
	unit: number;
}

const day = 86_400_000;
const hour = 3_600_000;

/** Two hundred people want the same thing on overlapping dates, and their requests are accepted all at once. */
export async function bookAtOnce(crowd: Crowd, check: Check): Promise<void> {
	const owner = crowd.people[0]!;
	const others = crowd.people.slice(1, 201);
	const noon = Math.ceil(Date.now() / day) * day + 12 * hour;
	const drill = await crowd.publish();
	// Each period holds the same noon, so every two of them overlap.
	const asked = await Promise.all(
		others.map((person, n) => request(crowd, person, drill, noon - (n % 11) * hour, noon + (1 + (n % 7)) * hour))
	);
	check(
		'200 requests for overlapping dates are all taken down',
		asked.every((a) => a.answer),
		tally(asked)
	);

	const accepted = await Promise.all(asked.map((a) => accept(crowd, owner, a.answer!.id)));
	const winners = accepted.filter((a) => a.answer?.state === 'accepted');
	check('exactly one of 200 is accepted', winners.length === 1, tally(accepted));
	const losers = tally(accepted.filter((a) => a.refusal));
	check('each other one is refused as P0001 dates_taken', losers['P0001 dates_taken'] === 199, losers);
	const late = await request(crowd, others[0]!, drill, noon, noon + 2 * hour);
	check('from then on one is told at once', late.refusal === 'P0001 dates_taken', late);

	const morning = await request(crowd, others[1]!, drill, noon + 7 * day - 3 * hour, noon + 7 * day);
	const afternoon = await request(crowd, others[2]!, drill, noon + 7 * day, noon + 7 * day + 3 * hour);
	const both = await Promise.all([morning, afternoon].map((a) => accept(crowd, owner, a.answer!.id)));
	check(
		'[9,12) and [12,15) are both accepted',
		both.every((a) => a.answer?.state === 'accepted'),
		tally(both)
	);

	const chairs = await crowd.publish(5);
	await crowd.sql`update public.listings set instant = true where id = ${chairs}`;
	const seated = await Promise.all(
		others.slice(0, 60).map((person) => request(crowd, person, chairs, noon, noon + hour))
	);
	const units = seated.flatMap((a) => (a.answer?.state === 'accepted' ? [a.answer.unit] : [])).sort();
	check(
		'five units, sixty instant requests: five are accepted, one unit each',
		units.join() === '1,2,3,4,5',
		tally(seated)
	);

	const [broken] = await crowd.sql<[{ overlaps: number; untold: number }]>`
		select
			(select count(*)::int from public.reservations a join public.reservations b
				on a.listing_id = b.listing_id and a.unit = b.unit and a.id < b.id and a.during && b.during
				where a.state in ('accepted', 'handed_over') and b.state in ('accepted', 'handed_over')) as overlaps,
			(select count(*)::int from public.reservations r where r.state <> (
				select e.state from public.reservation_events e where e.reservation_id = r.id order by e.id desc limit 1)) as untold`;
	check('no two overlap, and every state is what its events say', broken.overlaps + broken.untold === 0, broken);
}

/** Asks for a listing, with an id of its own unless given one. */
export function request(
	crowd: Crowd,
	person: string,
	listing: string,
	from: number,
	until: number,
	id: string = randomUUID()
): Promise<Attempt<Booking>> {
	return crowd.as(
		person,
		(tx) => tx<Booking[]>`
			select id, state, unit from public.request_reservation(${id}, ${listing}, ${new Date(from)}, ${new Date(until)})`
	);
}

/** Accepts a request, as an act with an id of its own unless given one. */
export function accept(crowd: Crowd, owner: string, id: string, act: string = randomUUID()): Promise<Attempt<Booking>> {
	return crowd.as(
		owner,
		(tx) => tx<Booking[]>`select id, state, unit from public.advance_reservation(${id}, 'accept', null, ${act})`
	);
}

/** How many attempts came to each end. */
export function tally(attempts: Attempt<{ state?: string }>[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { answer, refusal } of attempts) {
		const end = refusal ?? answer?.state ?? 'done';
		counts[end] = (counts[end] ?? 0) + 1;
	}
	return counts;
}
