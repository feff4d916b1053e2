import { commands, openOutboxHere, send } from '#lib/commands.ts';
import { Refusal } from '#lib/errors/refusal.ts';
import { newId, type PayloadOf } from '#lib/offline/command.ts';
import type { Operation } from '#lib/offline/outbox/operation.ts';
import type { Sent } from '#lib/offline/send.ts';

/** Forms that are sent whole: what one sends last is what stands. */
type Form =
	| 'people.save'
	| 'people.save_details'
	| 'people.save_lending'
	| 'listings.windows'
	| 'listings.absences'
	| 'news.save_mail';
type Filled<F extends Form> = PayloadOf<(typeof commands)[F]>;

const answersWithinMs = 5_000;

/** What this device still keeps of a form, so that it opens as its author left it; `null` when all of it has arrived. */
export async function unsentForm<F extends Form>(form: F): Promise<Filled<F> | null> {
	const last = (await unsentOf(form)).at(-1);
	return last ? (last.payload as Filled<F>) : null;
}

/**
 * Sends a form; in the place of the one that was refused, if it was.
 * @throws {Refusal} what the database refused; `no_room`
 */
export async function sendForm<F extends Form>(form: F, filled: Filled<F>): Promise<Sent['state']> {
	const refused = (await unsentOf(form)).find(({ state }) => state === 'refused');
	const here = refused && (await openOutboxHere());
	if (!here) return (await send(form, filled as never)).state;
	const id = newId();
	await here.outbox.edit(refused, JSON.parse(JSON.stringify(filled)), id);
	const mark = { seq: refused.seq, id };
	const ended = await here.outbox.outcome(mark, answersWithinMs);
	const again = (await unsentOf(form)).find((one) => one.seq === mark.seq && one.id === id)?.refusal;
	if (again) throw new Refusal(again);
	return ended === 'done' ? 'done' : 'kept';
}

async function unsentOf(form: Form): Promise<Operation[]> {
	const here = await openOutboxHere();
	return ((await here?.outbox.all()) ?? []).filter(({ kind }) => kind === form);
}
