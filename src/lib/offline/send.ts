import type { Db } from '#lib/database/client.ts';
import { Refusal } from '#lib/errors/refusal.ts';
import { newId, type Command, type Handler } from './command.ts';

type Handlers = Record<string, Handler<never>>;

/** The payload that handler `H` expects. */
type PayloadOf<H> = H extends Handler<infer Payload> ? Payload : never;

/**
 * The one way a wish of the resident leaves the page. `handlers` is the switchboard, `open` answers their database.
 * Today it is carried out at once; the outbox takes its place without the pages noticing.
 */
export function sender<H extends Handlers>(handlers: H, open: () => Promise<Db | null>) {
	/**
	 * Carries out `kind` with `payload`; answers the id it was sent under. Give `id` to repeat an earlier wish.
	 * @throws {Refusal} `sign_in_first` for a visitor, or what the database refused
	 */
	return async function send<K extends keyof H & string>(
		kind: K,
		payload: PayloadOf<H[K]>,
		id = newId()
	): Promise<string> {
		const command: Command<K, PayloadOf<H[K]>> = { id, kind, payload, madeAt: Date.now() };
		const db = await open();
		if (!db) throw new Refusal('sign_in_first');
		await (handlers[kind] as Handler<PayloadOf<H[K]>>)(db, command.id, command.payload);
		return command.id;
	};
}
