import { deleteDB, openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import type { Piece } from '#lib/offline/command.ts';
import { isHereAlone, type Mark, type Operation, type Wish } from './operation.ts';

interface Schema extends DBSchema {
	operations: { key: number; value: Omit<Operation, 'seq'> & { seq?: number }; indexes: { id: string; lane: string } };
	blobs: { key: [seq: number, n: number]; value: Piece & { seq: number } };
	kept: { key: string; value: number };
}

type Stores = ('operations' | 'blobs' | 'kept')[];
type Writing = IDBPTransaction<Schema, Stores, 'readwrite'>;

/** Where a resident's operations lie until the database has them. Every method is one transaction: it happens or it does not. */
export interface Shelf {
	/** Answers once it is written to disk. A fleeting one takes the place of its like that were never sent. */
	add(wish: Wish, bytes: { bytes: ArrayBuffer; mime: string }[], fleeting: boolean): Promise<Operation>;
	/** Everything that is kept, in the order it was asked for; without bytes. */
	all(): Promise<Operation[]>;
	pieces(seq: number): Promise<Piece[]>;
	arrived(mark: Mark, n: number): Promise<void>;
	/** Begins a reign: whoever reigned before can claim nothing more. */
	reign(): Promise<number>;
	/** Counts an attempt before it is made. `stolen`: another reigns. `gone`: settled, edited or discarded meanwhile. */
	claim(mark: Mark, reign: number): Promise<Operation | 'stolen' | 'gone'>;
	/** Writes `change`, unless it is not the same operation any more. */
	change(mark: Mark, change: Partial<Operation>): Promise<boolean>;
	/**
	 * Writes `change` when it lies here alone, and to those behind it in its lane what `along` answers for them; bytes
	 * stay.
	 */
	edit(mark: Mark, change: Partial<Operation>, along: (behind: Operation) => Partial<Operation>): Promise<boolean>;
	/** Forgets it and its bytes when `when` agrees, unless it is not the same operation any more. */
	remove(mark: Mark, when?: (operation: Operation) => boolean): Promise<boolean>;
	close(): Promise<void>;
}

/** The name of a resident's outbox on this device. */
export function outboxName(uid: string): string {
	return `outbox:${uid}`;
}

/** Deletes an outbox with everything in it. Waits until every page has let go of it. */
export function deleteShelf(name: string): Promise<void> {
	return deleteDB(name);
}

/** Opens the database `name`, on first use, and again when the browser lost it. */
export function openShelf(name: string): Shelf {
	let handle: Promise<IDBPDatabase<Schema>> | undefined;
	let closed = false;

	const opened = () => {
		if (closed) throw new Error('the outbox is closed on this page');
		return (handle ??= openDB<Schema>(name, 1, {
			upgrade(db) {
				const operations = db.createObjectStore('operations', { keyPath: 'seq', autoIncrement: true });
				operations.createIndex('id', 'id', { unique: true });
				operations.createIndex('lane', 'lane');
				db.createObjectStore('blobs', { keyPath: ['seq', 'n'] });
				db.createObjectStore('kept');
			},
			// Another page upgrades or deletes it: holding on would stop that page for ever.
			blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
			terminated: letGo
		}));
	};

	function letGo() {
		handle = undefined;
	}

	// WebKit loses its database server now and then, and every handle with it.
	async function within<T>(work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
		try {
			return await work(await opened());
		} catch (error) {
			if (!isLostConnection(error)) throw error;
			letGo();
			return work(await opened());
		}
	}

	function write<T>(
		stores: Stores,
		work: (transaction: Writing) => Promise<T>,
		// What one said must outlive the battery; what became of it can be found out again, and waits for no disk.
		durability: 'strict' | 'relaxed' = 'relaxed'
	): Promise<T> {
		return within(async (db) => {
			const transaction = db.transaction(stores, 'readwrite', { durability });
			// An abort rejects both; whoever awaits the work hears of it.
			transaction.done.catch(() => undefined);
			const answer = await work(transaction);
			await transaction.done;
			return answer;
		});
	}

	return {
		add: (wish, pieces, fleeting) =>
			write(
				['operations', 'blobs'],
				async (transaction) => {
					const operations = transaction.objectStore('operations');
					if (fleeting) {
						for (const like of await operations.index('lane').getAll(wish.lane)) {
							if (like.kind === wish.kind && like.state === 'queued' && !like.attempts)
								await operations.delete(like.seq!);
						}
					}
					const fresh = { ...wish, state: 'queued', attempts: 0, nextAt: 0, waitsFor: null, refusal: null } as const;
					const seq = await operations.add(fresh);
					for (const [n, { bytes, mime }] of pieces.entries()) {
						await transaction.objectStore('blobs').add({ seq, n, bytes, mime, sent: false });
					}
					return { ...fresh, seq };
				},
				'strict'
			),
		all: () => within((db) => db.getAll('operations') as Promise<Operation[]>),
		pieces: (seq) => within((db) => db.getAll('blobs', IDBKeyRange.bound([seq, 0], [seq, Infinity]))),
		arrived: ({ seq, id }, n) =>
			write(['operations', 'blobs'], async (transaction) => {
				const blobs = transaction.objectStore('blobs');
				const piece = await blobs.get([seq, n]);
				const isSame = (await transaction.objectStore('operations').get(seq))?.id === id;
				if (piece && isSame) await blobs.put({ ...piece, sent: true });
			}),
		reign: () =>
			write(['kept'], async (transaction) => {
				const next = ((await transaction.objectStore('kept').get('reign')) ?? 0) + 1;
				await transaction.objectStore('kept').put(next, 'reign');
				return next;
			}),
		claim: (mark, reign) =>
			write(['operations', 'kept'], async (transaction) => {
				if ((await transaction.objectStore('kept').get('reign')) !== reign) return 'stolen';
				const found = await same(transaction, mark);
				if (!found || found.state !== 'queued') return 'gone';
				const claimed = { ...found, attempts: found.attempts + 1 };
				await transaction.objectStore('operations').put(claimed);
				return claimed;
			}),
		change: (mark, change) =>
			write(['operations'], async (transaction) => {
				const found = await same(transaction, mark);
				if (found) await transaction.objectStore('operations').put({ ...found, ...change, seq: mark.seq });
				return Boolean(found);
			}),
		edit: (mark, change, along) =>
			write(
				['operations'],
				async (transaction) => {
					const operations = transaction.objectStore('operations');
					const found = await same(transaction, mark);
					if (!found || !isHereAlone(found)) return false;
					for (const other of (await operations.index('lane').getAll(found.lane)) as Operation[]) {
						if (other.seq > mark.seq) await operations.put({ ...other, ...along(other), seq: other.seq });
					}
					await operations.put({ ...found, ...change, seq: mark.seq });
					return true;
				},
				'strict'
			),
		remove: (mark, when) =>
			write(['operations', 'blobs'], async (transaction) => {
				const found = await same(transaction, mark);
				if (!found || (when && !when(found))) return false;
				await transaction.objectStore('operations').delete(mark.seq);
				await transaction.objectStore('blobs').delete(IDBKeyRange.bound([mark.seq, 0], [mark.seq, Infinity]));
				return true;
			}),
		async close() {
			const open = handle;
			closed = true;
			letGo();
			(await open)?.close();
		}
	};
}

async function same(transaction: Writing, { seq, id }: Mark): Promise<Operation | undefined> {
	const found = await transaction.objectStore('operations').get(seq);
	return found?.id === id ? (found as Operation) : undefined;
}

function isLostConnection(error: unknown): boolean {
	const { name, message = '' } = (error ?? {}) as { name?: string; message?: string };
	return (
		name === 'InvalidStateError' ||
		(name === 'UnknownError' && /connection to indexed database server lost/i.test(message))
	);
}
