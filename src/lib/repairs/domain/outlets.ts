import { openingAt } from '#lib/places/domain/opening.ts';
import type { HallItem, Outlet } from './hall.ts';

/**
 * Where a thing may go, at `now` in milliseconds: the places that take its category, those that are open first, the nearest
 * first. All of them when nobody has sorted it, or no place says that it takes such things.
 */
export function outletsFor({ categoryId }: Pick<HallItem, 'categoryId'>, outlets: Outlet[], now: number): Outlet[] {
	const taking = outlets.filter(({ takes }) => categoryId !== null && takes.includes(categoryId));
	const isOpen = ({ openingHours }: Outlet) => Number(['open', 'always'].includes(openingAt(openingHours, now).is));
	const far = ({ distanceMeters }: Outlet) => distanceMeters ?? Infinity;
	return (taking.length ? taking : outlets).toSorted((a, b) => isOpen(b) - isOpen(a) || far(a) - far(b));
}
