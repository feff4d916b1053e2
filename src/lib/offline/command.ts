import { v7 } from 'uuid';
import type { Db } from '#lib/database/client.ts';

/** Something a person asked for, as plain data, so that it can wait out a dead network. */
export interface Command<Kind extends string = string, Payload = unknown> {
	/** Made on the device; sending the same command twice must change nothing. */
	id: string;
	kind: Kind;
	payload: Payload;
	/** Milliseconds since the epoch, by the device's clock. */
	madeAt: number;
}

/** Carries out one kind of command. @throws {Refusal} when it can never succeed; anything else means "try later" */
export type Handler<Payload> = (db: Db, id: string, payload: Payload) => Promise<void>;

/** A new id, made here so that a write can be repeated: UUID version 7. */
export function newId(): string {
	return v7();
}
