import type { HallWish } from '#lib/repairs/domain/hall-steps.ts';

/**
 * What has left this device and is not in what was last read: still drawn over, or a number that was just given would
 * vanish for a moment.
 */
export interface Landed {
	wish: HallWish;
	/** When it was seen to have left, milliseconds since the epoch. */
	at: number;
}

/** What was unsent `before` and is not any more, without having been refused or taken back, added to what had `landed`. */
export function landing(before: HallWish[], unsent: string[], landed: Landed[], now: number): Landed[] {
	const known = new Set(landed.map(({ wish }) => wish.id));
	const left = before.filter(({ id }) => !unsent.includes(id) && !known.has(id));
	return left.length ? [...landed, ...left.map((wish) => ({ wish, at: now }))] : landed;
}

/** What is to be drawn over a pack that was asked for at `askedAt`: landed first, as it was made first. */
export function drawnOver(landed: Landed[], askedAt: number, unsent: HallWish[], fresh: HallWish[]): HallWish[] {
	const late = landed.filter(({ at }) => at > askedAt).map(({ wish }) => wish);
	const seen = new Set<string>();
	return [...late, ...unsent, ...fresh].filter(({ id }) => !seen.has(id) && seen.add(id));
}

/** Visits and things that `wishes` are about. */
export function idsAbout(wishes: HallWish[]): Set<string> {
	return new Set(wishes.map(aboutOf));
}

/** The visit, or the thing, that a wish is about. */
export function aboutOf(wish: HallWish): string {
	return wish.is === 'repair' ? wish.itemId : wish.visitId;
}

/** What every act of `by` bears, made now. */
export function actOf(by: string, id: string): { id: string; by: string; at: string } {
	return { id, by, at: new Date().toISOString() };
}
