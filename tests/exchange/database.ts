import postgres, { type Sql, type TransactionSql } from 'postgres';
import type { Act, Actor, Outcome } from './rules/acts.ts';

/** The database as people reach it: a connection each, with their role and claims, at the time they are told. */
export interface Database {
	sql: Sql;
	perform(actor: Actor, now: number, act: Act): Promise<Outcome>;
	/** Runs `question` as `actor`. */
	as<T>(actor: Actor, now: number, question: (tx: TransactionSql) => Promise<T>): Promise<T>;
	/** A new story begins: what was typed before is forgotten. */
	forget(): void;
	close(): Promise<void>;
}

const milliseconds = (name: string) => `(extract(epoch from ${name}) * 1000)::float8`;
const reservation = `
	r.id, r.listing_id as listing, r.owner_id as owner, r.borrower_id as borrower, r.unit::int, r.state::text,
	${milliseconds('lower(r.during)')} as "from", ${milliseconds('upper(r.during)')} as until,
	${milliseconds('r.extension_until')} as "extensionUntil", ${milliseconds('r.respond_by')} as "respondBy",
	${milliseconds('r.handover_at')} as "handoverAt", ${milliseconds('r.return_at')} as "returnAt",
	${milliseconds('r.overdue_excused_at')} as "excusedAt", r.basket_id as basket`;
const place = `
	r.id, r.listing_id as listing, r.person_id as person, r.state::text,
	${milliseconds('lower(r.during)')} as "from", ${milliseconds('upper(r.during)')} as until,
	${milliseconds('r.offered_until')} as "offeredUntil", r.goes_last as "goesLast", r.kept_unit::int as "keptUnit",
	r.reservation_id as reservation`;

const gift = `
	g.id, g.listing_id as listing, g.person_id as person, g.state::text, g.unit::int, g.declined_at is not null as declined,
	${milliseconds('g.chosen_at')} as "chosenAt", ${milliseconds('g.pickup_at')} as "pickupAt", g.pickup_by as "pickupBy",
	g.pickup_agreed as "isAgreed", ${milliseconds('g.given_at')} as "givenAt", ${milliseconds('g.received_at')} as "receivedAt"`;

const proposal = `p.id, p.reservation_id as reservation, p.proposed_by as by, p.agreed`;

const breakdown = `b.id, b.listing_id as listing, b.unit::int, b.reported_by as by, b.reservation_id as reservation`;

const appointment = `
	a.reservation_id as reservation, a.moment::text, a.state::text, ${milliseconds('a.starts_at')} as "from",
	${milliseconds('a.ends_at')} as until, a.sequence, a.proposed_by as "proposedBy",
	${milliseconds('a.proposed_starts_at')} as "proposedFrom", ${milliseconds('a.proposed_ends_at')} as "proposedUntil"`;

/** How rows are read back as the rules write them. */
export const columns = { reservation, place, gift, proposal, breakdown, appointment, milliseconds };

/** Opens the database at `url` to `actors`. */
export function openDatabase(url: string, actors: Actor[]): Database {
	const open = () => postgres(url, { max: 1, onnotice: () => undefined });
	const sql = open();
	const lines = new Map(actors.map((actor) => [actor, open()]));

	/** What was typed once is typed again when the act is repeated. */
	const typed = new Map<string, string>();
	async function typedFor(op: string, id: string, how: 'right' | 'wrong'): Promise<string> {
		const code = typed.get(op) ?? (await codeOf(sql, id, how));
		typed.set(op, code);
		return code;
	}

	async function as<T>(actor: Actor, now: number, question: (tx: TransactionSql) => Promise<T>): Promise<T> {
		return (await lines.get(actor)!.begin(async (tx) => {
			const role = actor === 'visitor' ? 'anon' : 'authenticated';
			const claims = JSON.stringify(actor === 'visitor' ? { role } : { sub: actor, role });
			await tx`select set_config('request.jwt.claims', ${claims}, true), set_config('role', ${role}, true),
				set_config('exchange.now', ${new Date(now).toISOString()}, true)`;
			return question(tx);
		})) as T;
	}

	return {
		sql,
		as,
		async perform(actor, now, act) {
			try {
				if (act.is === 'jobs') return { answer: await due(sql, now) };
				const code = act.is === 'advance' && act.code ? await typedFor(act.op, act.id, act.code) : null;
				return { answer: await as(actor, now, (tx) => speak(tx, act, code)) };
			} catch (fault) {
				if (!(fault instanceof postgres.PostgresError)) throw fault;
				return { no: fault.code === 'P0001' ? fault.message : fault.code };
			}
		},
		forget: () => typed.clear(),
		async close() {
			await Promise.all([sql, ...lines.values()].map((line) => line.end()));
		}
	};
}

async function due(sql: Sql, now: number): Promise<unknown> {
	return sql.begin(async (tx) => {
		await tx`select set_config('exchange.now', ${new Date(now).toISOString()}, true)`;
		const [row] = await tx<[{ did: Record<string, number> }]>`select private.run_due_jobs() as did`;
		const { requests_expired, broken_cancelled, slots_offered } = row.did;
		return { requests_expired, broken_cancelled, slots_offered };
	});
}

/** What was said at the door, or something else. */
async function codeOf(sql: Sql, id: string, how: 'right' | 'wrong'): Promise<string> {
	const [row] = await sql<{ code: string }[]>`select code from private.handover_codes where reservation_id = ${id}`;
	if (how === 'right') return row?.code ?? '0000';
	return row?.code === '0000' ? '1111' : '0000';
}

function isoDay(day: number): string {
	return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** Asks for what `act` says, as whoever the transaction is. */
export async function speak(
	tx: TransactionSql,
	act: Exclude<Act, { is: 'jobs' }>,
	code: string | null
): Promise<unknown> {
	const when = (instant: number) => new Date(instant);
	const row = async (rows: Promise<Iterable<unknown>>) => ({ ...([...(await rows)][0] as object) });
	switch (act.is) {
		case 'request':
			return row(tx`select ${tx.unsafe(reservation)}
				from public.request_reservation(${act.id}, ${act.listing}, ${when(act.from)}, ${when(act.until)}) r`);
		case 'advance':
			return row(tx`select ${tx.unsafe(reservation)}
				from public.advance_reservation(${act.id}, ${act.action}, ${code}, ${act.op}) r`);
		case 'extend':
			return row(tx`select ${tx.unsafe(reservation)}
				from public.extend_reservation(${act.id}, ${when(act.until)}, ${act.op}) r`);
		case 'join':
			return row(tx`select ${tx.unsafe(place)}
				from public.join_waitlist(${act.id}, ${act.listing}, ${when(act.from)}, ${when(act.until)}) r`);
		case 'leave':
			return row(tx`select ${tx.unsafe(place)} from public.leave_waitlist(${act.id}) r`);
		case 'code': {
			const [said] = await tx<[{ code: string }]>`select public.handover_code(${act.id}) as code`;
			return /^\d{4}$/.test(said.code) ? 'four digits' : said.code;
		}
		case 'report':
			return row(tx`select id, moment::text
				from public.report_condition(${act.id}, ${act.reservation}, ${act.moment}, 'Rien à signaler')`);
		case 'offer':
			return row(tx`select id, status::text from public.advance_listing(${act.listing}, ${act.action}, ${act.op})`);
		case 'ask':
			return row(tx`select ${tx.unsafe(gift)} from public.request_gift(${act.id}, ${act.listing}) g`);
		case 'gift':
			return row(tx`select ${tx.unsafe(gift)} from public.advance_gift(${act.id}, ${act.action}, ${act.op}) g`);
		case 'appoint':
			return row(tx`select ${tx.unsafe(gift)} from public.appoint_gift(${act.id}, ${when(act.when)}, ${act.op}) g`);
		case 'draw': {
			const [held] = await tx<
				[{ seed: string | null }]
			>`select seed from public.draw_recipient(${act.listing}, ${act.op})`;
			return held.seed ? 'drawn' : 'no seed';
		}
		case 'basket': {
			const lines = act.lines.map(({ id, listing }) => ({ id, listing_id: listing }));
			return row(tx`select count(*)::int as lines
				from public.request_basket(${act.id}, ${tx.json(lines)}, ${when(act.from)}, ${when(act.until)})`);
		}
		case 'together':
			return row(
				tx`select count(*)::int as lines from public.advance_basket(${act.id}, ${act.action}, null, ${act.op})`
			);
		case 'propose':
			return row(tx`select ${tx.unsafe(appointment)} from public.propose_appointment(
				${act.reservation}, ${act.moment}, ${when(act.from)}, ${when(act.until)}, '', ${act.op}) a`);
		case 'reply':
			return row(tx`select ${tx.unsafe(appointment)} from public.answer_appointment(
				${act.reservation}, ${act.moment}, ${act.action}, ${when(act.from)}, ${act.op}) a`);
		case 'break':
			return row(tx`select ${tx.unsafe(breakdown)} from public.declare_broken(${act.id}, ${act.listing}) b`);
		case 'mend':
			return row(tx`select l.id, l.broken_units as broken, l.out_of_order_since is not null as "isOut"
				from public.declare_mended(${act.listing}, ${act.op}) l`);
		case 'away': {
			const absences = act.absences.map(({ id, from, until }) => ({
				id,
				from_day: isoDay(from),
				until_day: isoDay(until)
			}));
			await tx`select public.save_absences(${tx.json(absences)}, ${act.op})`;
			return 'done';
		}
		case 'settle':
			return row(tx`select ${tx.unsafe(proposal)}
				from public.propose_loss_agreement(${act.id}, ${act.reservation}, 'Je la remplace') p`);
		case 'answer':
			return row(
				tx`select ${tx.unsafe(proposal)} from public.answer_loss_agreement(${act.id}, ${act.agreed}, ${act.op}) p`
			);
		case 'block':
			await tx`select public.block_person(${act.whom})`;
			return 'done';
		case 'unblock':
			await tx`select public.unblock_person(${act.whom})`;
			return 'done';
	}
}
