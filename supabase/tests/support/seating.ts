import { randomUUID } from 'node:crypto';
import { request, tally, type Check } from './booking.ts';
import type { Crowd } from './crowd.ts';

/** Sixty people want the same hour of a room of six seats, at once; then each of them the hour after. */
export async function sitAtOnce(crowd: Crowd, check: Check): Promise<void> {
	const owner = crowd.people[0]!;
	const guests = crowd.people.slice(1, 61);
	const room = randomUUID();
	await crowd.sql`
		insert into public.listings (id, owner_id, kind, title, category_slug, commune_code, units, slot_minutes, instant, status, published_at)
		values (${room}, ${owner}, 'space', 'Atelier', 'bricolage', '35238', 6, 60, true, 'published', now())`;
	await crowd.sql`
		insert into public.handover_windows (id, person_id, weekday, from_time, until_time)
		select gen_random_uuid(), ${owner}, n, '10:00', '12:00' from generate_series(1, 7) as n`;
	const [{ ten }] = await crowd.sql<[{ ten: Date }]>`select private.moment(private.today() + 2, '10:00') as ten`;
	const hour = 3_600_000;
	const sit = (after: number) =>
		Promise.all(
			guests.map((guest) =>
				request(crowd, guest, room, ten.getTime() + after * hour, ten.getTime() + (after + 1) * hour)
			)
		);

	for (const [after, name] of ['one hour', 'the hour after'].entries()) {
		const seated = await sit(after);
		const seats = seated.flatMap((a) => (a.answer?.state === 'accepted' ? [a.answer.unit] : [])).sort();
		check(`six seats, sixty guests for ${name}: six sit, one seat each`, seats.join() === '1,2,3,4,5,6', tally(seated));
		const others = tally(seated.filter((a) => a.refusal));
		check('and each other one is refused as P0001 dates_taken', others['P0001 dates_taken'] === 54, others);
	}
	const outside = await request(crowd, guests[0]!, room, ten.getTime() + 2 * hour, ten.getTime() + 3 * hour);
	check('past the hours nobody sits', outside.refusal === 'P0001 outside_windows', outside);
}
