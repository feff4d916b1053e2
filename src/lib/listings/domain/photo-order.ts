/** The same list with the item at `from` moved to `to`; out of bounds changes nothing. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
	const next = [...items];
	if (from < 0 || to < 0 || from >= next.length || to >= next.length) return next;
	next.splice(to, 0, ...next.splice(from, 1));
	return next;
}

/** The same list with `item` put back at `at`. */
export function restored<T>(items: readonly T[], item: T, at: number): T[] {
	return items.toSpliced(Math.min(at, items.length), 0, item);
}

/** The size of a picture once its longest side is at most `longest`; never enlarged, never under one pixel. */
export function fitted(width: number, height: number, longest: number): { width: number; height: number } {
	const scale = Math.min(1, longest / Math.max(width, height));
	return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
