import { v7 } from 'uuid';
import type { ResidentDb } from '#lib/database/resident.ts';

/** Bytes that travel with an operation: a photograph. */
export interface Piece {
	n: number;
	bytes: ArrayBuffer;
	mime: string;
	/** Whether an earlier attempt has delivered it. */
	sent: boolean;
}

/** What travels with an operation, and how it notes what arrived. */
export interface Parcel {
	pieces: Piece[];
	/** Notes that piece `n` has arrived, so that it is not sent again. */
	arrived(n: number): Promise<void>;
}

/** One kind of wish: how it is kept, sent, and found again. Carrying it out twice under one id must change nothing. */
export interface Kind<Payload> {
	/** Version of the payload's shape; what was kept under an older one goes through `upcast`. */
	v: number;
	/** What must arrive in the order it was said shares a lane. */
	lane(payload: Payload, id: string): string;
	/** Lanes of what it makes besides: until it has arrived, what is said there waits behind it. */
	opens?(payload: Payload, id: string): string[];
	/** @throws {Refusal} when it can never succeed; anything else is judged by `verdictOn` */
	perform(db: ResidentDb, id: string, payload: Payload, parcel: Parcel): Promise<void>;
	/** Whether it reached the database, read back by its id. Absent where the database itself tells repeats apart. */
	landed?(db: ResidentDb, id: string, payload: Payload): Promise<boolean>;
	/** From version `n` to `n + 1`. */
	upcast?: Record<number, (payload: unknown) => unknown>;
	/** The same words about `to`, which took the place of `from`: who waits behind an edited wish follows it. */
	follow?(payload: Payload, from: string, to: string): unknown;
	/** A later one of the same lane takes its place, and nobody is told when it is refused: a read mark. */
	fleeting?: true;
}

/** The switchboard's shape. */
export type Kinds = Record<string, Kind<never>>;

/** The payload that kind `K` expects. */
export type PayloadOf<K> = K extends Kind<infer Payload> ? Payload : never;

/** A new id, made here so that a write can be repeated: UUID version 7. */
export function newId(): string {
	return v7();
}
