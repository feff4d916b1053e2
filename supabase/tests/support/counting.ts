import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Check } from './booking.ts';
import type { Crowd } from './crowd.ts';

interface Figures {
	people: number;
	things: number;
	powered: number;
	fixed: number;
	repairable: number;
	end_of_life: number;
	unknown: number;
	fixed_share: number | null;
	fixed_grams: number;
}

interface Row {
	visit: string;
	thing: string | null;
	status: number | null;
	grams: number | null;
	mistaken: boolean;
	category: number | null;
	usual: number | null;
}

/** What somebody in the hall, on one of two tablets, may do next; most of it is refused, some of it merged. */
const step = fc.record({
	hand: fc.nat(2),
	visit: fc.nat(3),
	thing: fc.nat(5),
	action: fc.constantFrom(
		'walk_in',
		'check_in',
		'leave',
		'no_show',
		'cancel',
		'undo_visit',
		'claim',
		'release',
		'done',
		'needs_part',
		'queue',
		'return',
		'discard',
		'undo',
		'undo',
		'edit'
	),
	status: fc.nat(3),
	grams: fc.option(fc.integer({ min: 1, max: 9000 })),
	category: fc.constantFrom(14, 15, 17, 101)
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Whatever is done to a session and taken back, its figures are what its rows come to when they are counted one by one. */
export async function countOneByOne(crowd: Crowd, check: Check): Promise<void> {
	let compared = 0;
	let wrong: unknown = null;
	await fc
		.assert(
			fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
				const session = await hold(crowd);
				await play(crowd, session, steps);
				const [said] = await crowd.sql<[Figures]>`select * from public.session_figures(${session.id})`;
				const counted = recount(await rowsOf(crowd, session.id));
				compared++;
				if (JSON.stringify(plain(said)) !== JSON.stringify(counted)) {
					wrong = { said: plain(said), counted };
					throw new Error('not the same');
				}
			}),
			{ numRuns: 25, seed: 20261127 }
		)
		.catch((fault: unknown) => (wrong ??= String(fault)));
	check(
		'after whatever is done and undone, figures are a recount of the rows (25 sessions)',
		compared >= 25 && !wrong,
		wrong
	);
}

interface Session {
	id: string;
	hands: string[];
	visits: string[];
	things: string[];
}

async function hold(crowd: Crowd): Promise<Session> {
	const [organiser, ...hands] = crowd.people.slice(0, 3) as [string, ...string[]];
	const [id, shift] = [randomUUID(), randomUUID()];
	await crowd.sql`
		insert into public.events (id, kind, title, organiser_id, starts_at, ends_at, state, published_at)
		values (${id}, 'repair_session', 'Compter', ${organiser}, now() + interval '1 day', now() + interval '27 hours', 'published', now())`;
	await crowd.sql`insert into public.shifts (id, event_id, role, needed, taken) values (${shift}, ${id}, 'repair', 9, 2)`;
	await crowd.sql`
		insert into public.shift_signups (id, shift_id, person_id)
		select gen_random_uuid(), ${shift}, hand::uuid from unnest(${hands}::text[]) as hand`;
	const session = { id, hands: [organiser, ...hands], visits: [] as string[], things: [] as string[] };
	for (const person of crowd.people.slice(10, 12)) {
		const [visit, thing] = [randomUUID(), randomUUID()];
		const items = [{ id: thing, product_category_id: 14, problem: 'Ne marche plus' }];
		await crowd.as(
			person,
			(tx) => tx`select id from public.book_visit(
				${visit}, ${id}, (select starts_at from public.events where id = ${id}), ${tx.json(items)})`
		);
		session.visits.push(visit);
		session.things.push(thing);
	}
	return session;
}

async function play(crowd: Crowd, session: Session, steps: Step[]): Promise<void> {
	for (const { hand, visit, thing, action, status, grams, category } of steps) {
		const who = session.hands[hand % session.hands.length]!;
		const visitId = session.visits[visit % session.visits.length]!;
		const thingId = session.things[thing % session.things.length]!;
		if (action === 'walk_in') {
			const items = [{ id: randomUUID(), product_category_id: category }, { id: randomUUID() }];
			const id = randomUUID();
			const done = await crowd.as(
				who,
				(tx) => tx`select id from public.register_walk_in(${id}, ${session.id}, 'Jo', ${tx.json(items)})`
			);
			if (done.refusal) throw new Error(done.refusal);
			session.visits.push(id);
			session.things.push(...items.map((item) => item.id));
		} else if (['check_in', 'leave', 'no_show', 'cancel', 'undo_visit'].includes(action)) {
			const what = action === 'undo_visit' ? 'undo' : action;
			await crowd.as(who, (tx) => tx`select id from public.advance_visit(${visitId}, ${what}, ${randomUUID()})`);
		} else {
			const barrier = status === 3 ? { repair_barrier: 1 } : {};
			const details =
				action === 'done'
					? { repair_status: status, weight_grams: grams, ...barrier }
					: action === 'edit'
						? { product_category_id: category }
						: {};
			await crowd.as(
				who,
				(tx) => tx`select id from public.advance_repair(${thingId}, ${action}, ${tx.json(details)}, ${randomUUID()})`
			);
		}
	}
}

/** Every visit of somebody who came, told from its events, and every thing that still counts. */
async function rowsOf(crowd: Crowd, session: string): Promise<Row[]> {
	return crowd.sql<Row[]>`
		select v.id as visit, i.id as thing, (last.became ->> 'repair_status')::int as status,
			(last.became ->> 'weight_grams')::int as grams, coalesce((last.became ->> 'mistaken')::boolean, false) as mistaken,
			(last.became ->> 'product_category_id')::int as category, c.weight_grams as usual
		from public.visits v
		join lateral (select e.state from private.visit_events e where e.visit_id = v.id order by e.id desc limit 1) as stands on true
		left join public.repair_items i on i.visit_id = v.id
		left join lateral (select e.became from private.repair_events e where e.item_id = i.id order by e.id desc limit 1) as last on true
		left join public.product_categories c on c.id = (last.became ->> 'product_category_id')::int
		where v.event_id = ${session} and stands.state in ('checked_in', 'left')`;
}

function recount(rows: Row[]): Figures {
	const things = rows.filter(({ thing, mistaken }) => thing && !mistaken);
	const ended = (status: number) => things.filter((thing) => thing.status === status).length;
	const [fixed, repairable, endOfLife] = [ended(1), ended(2), ended(3)];
	const known = fixed + repairable + endOfLife;
	return {
		people: new Set(rows.map(({ visit }) => visit)).size,
		things: things.length,
		powered: things.filter(({ category }) => category !== null && category < 100).length,
		fixed,
		repairable,
		end_of_life: endOfLife,
		unknown: things.length - known,
		fixed_share: known ? Math.round((1000 * fixed) / known) / 1000 : null,
		fixed_grams: things
			.filter(({ status }) => status === 1)
			.reduce((sum, { grams, usual }) => sum + (grams ?? usual ?? 0), 0)
	};
}

function plain(said: Figures): Figures {
	const { people, things, powered, fixed, repairable, end_of_life, unknown } = said;
	const fixed_share = said.fixed_share === null ? null : Number(said.fixed_share);
	return {
		people,
		things,
		powered,
		fixed,
		repairable,
		end_of_life,
		unknown,
		fixed_share,
		fixed_grams: Number(said.fixed_grams)
	};
}
