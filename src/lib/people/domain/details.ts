import type { Point } from '#lib/territory/domain/commune.ts';

/** What only the person, and whoever they have accepted for the time of a loan, may read. */
export interface Details {
	address: string;
	phone: string;
	point: Point | null;
}

/** A place that an address look-up found. */
export interface FoundAddress extends Point {
	label: string;
	communeCode: string;
}

/** What the address look-up says; `retryAfterSeconds` when too many ask at once. */
export type AddressAnswer =
	| { kind: 'found'; places: FoundAddress[] }
	| { kind: 'none' | 'outside' | 'down' }
	| { kind: 'busy'; retryAfterSeconds: number };

/** Whether `phone` can be written to the database: empty, or 6 to 30 digits and separators. */
export function isPhone(phone: string): boolean {
	return phone.trim() === '' || /^\+?[0-9 .()-]{6,30}$/.test(phone.trim());
}
