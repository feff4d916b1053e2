import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import { noTrouble, type Trouble } from '#lib/reservations/domain/trouble.ts';
import type { Reservation } from '#lib/reservations/domain/reservation.ts';

/** What went wrong in each of these exchanges, by their ids; nothing is asked about those in which nothing did. */
export async function readTroubles(
	db: Db,
	exchanges: Pick<Reservation, 'id' | 'state'>[]
): Promise<Map<string, Trouble>> {
	const missed = exchanges.filter(({ state }) => state === 'no_show').map(({ id }) => id);
	const lost = exchanges.filter(({ state }) => ['lost', 'returned', 'closed'].includes(state)).map(({ id }) => id);
	const [reports, answers, proposals] = await Promise.all([
		missed.length ? readReports(db, missed) : [],
		missed.length ? readAnswers(db, missed) : [],
		lost.length ? readProposals(db, lost) : []
	]);
	const troubles = new Map<string, Trouble>();
	const of = (id: string) => troubles.get(id) ?? noTrouble;
	for (const { reservation_id: id, actor_id: by, at } of reports) {
		const answer = answers.find((one) => one.reservation_id === id)?.words ?? null;
		troubles.set(id, { ...of(id), missed: { by: by ?? '', at, answer } });
	}
	for (const { reservation_id, proposed_by, proposed_at, id, words, agreed } of proposals) {
		const before = of(reservation_id);
		const proposal = { id, by: proposed_by, words, agreed, proposedAt: proposed_at };
		troubles.set(reservation_id, { ...before, proposals: [...before.proposals, proposal] });
	}
	return troubles;
}

/** What went wrong in one exchange. */
export async function readTrouble(db: Db, exchange: Pick<Reservation, 'id' | 'state'>): Promise<Trouble> {
	return (await readTroubles(db, [exchange])).get(exchange.id) ?? noTrouble;
}

// The last report counts, so it comes last.
async function readReports(db: Db, ids: string[]) {
	const query = db.from('reservation_events').select('reservation_id,actor_id,at').eq('action', 'report_no_show');
	return answer(await query.in('reservation_id', ids).order('id'));
}

async function readAnswers(db: Db, ids: string[]) {
	return answer(await db.from('no_show_answers').select('reservation_id,words').in('reservation_id', ids));
}

async function readProposals(db: Db, ids: string[]) {
	const query = db.from('loss_agreements').select('id,reservation_id,proposed_by,words,agreed,proposed_at');
	return answer(await query.in('reservation_id', ids).order('proposed_at'));
}

/** Answers, once, what was said of one. Safe to repeat. @throws {Refusal} `already_done`, `not_allowed`, `wrong_state`, `too_long` */
export async function answerNoShow(
	db: Db,
	opId: string,
	said: { reservationId: string; words: string }
): Promise<void> {
	const { reservationId, words } = said;
	answer(await db.rpc('answer_no_show', { reservation_id: reservationId, words, op_id: opId }));
}

/** Proposes how to settle a loss. Safe to repeat with the same `id`. @throws {Refusal} `wrong_state`, `quota_reached`, `too_long` */
export async function proposeAgreement(
	db: Db,
	id: string,
	said: { reservationId: string; words: string }
): Promise<void> {
	const { reservationId, words } = said;
	answer(await db.rpc('propose_loss_agreement', { id, reservation_id: reservationId, words }));
}

/** Says yes or no to what the other proposes. Safe to repeat. @throws {Refusal} `already_done`, `wrong_state` */
export async function answerAgreement(
	db: Db,
	opId: string,
	said: { proposalId: string; agreed: boolean }
): Promise<void> {
	const { proposalId, agreed } = said;
	answer(await db.rpc('answer_loss_agreement', { id: proposalId, agreed, op_id: opId }));
}
