import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

interface Schema extends DBSchema {
	seen: { key: string; value: { value: unknown; at: number }; indexes: { at: number } };
}

let handle: Promise<IDBPDatabase<Schema>> | undefined;

/** What was read on this device and may be read again without network. Disposable: losing it loses nothing. */
export function seenStore(): Promise<IDBPDatabase<Schema>> {
	return (handle ??= openDB<Schema>('seen', 1, {
		upgrade(db) {
			db.createObjectStore('seen').createIndex('at', 'at');
		},
		terminated() {
			handle = undefined;
		}
	}));
}
