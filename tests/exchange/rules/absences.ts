import { dayOf } from './paris.ts';
import { no, type World } from './world.ts';

/** Days on which somebody hands nothing over, both included; days are counted since 1970. */
export interface Absence {
	id: string;
	person: string;
	from: number;
	until: number;
}

/** Makes these the whole of somebody's absences; what is over is forgotten. */
export function beAway(world: World, me: string, said: { absences: Omit<Absence, 'person'>[] }): unknown {
	const isOthers = ({ id, person }: Absence) => person !== me && said.absences.some((one) => one.id === id);
	if (said.absences.length > 20) no('quota_reached');
	if (world.absences.some(isOthers)) no('not_allowed');
	const kept = said.absences.filter(({ until }) => until >= dayOf(world.now));
	if (kept.some(({ from, until }) => until < from || until > from + 366)) no('invalid_value');
	const others = world.absences.filter(({ person }) => person !== me);
	world.absences = [...others, ...kept.map(({ id, from, until }) => ({ id, person: me, from, until }))];
	return 'done';
}

/** Whether somebody said they hand nothing over on the day of an instant. */
export function isAway({ absences }: World, person: string, instant: number): boolean {
	const day = dayOf(instant);
	return absences.some((one) => one.person === person && one.from <= day && day <= one.until);
}
