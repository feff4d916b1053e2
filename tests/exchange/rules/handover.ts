import { areBlocked, no, type World } from './world.ts';

/** Looks at the code that the owner says at the door. The digits are the database's: that there are some is what is known. */
export function code(world: World, me: string, { id }: { id: string }): unknown {
	const r = world.reservations.get(id);
	if (r?.owner !== me || r.state !== 'accepted' || areBlocked(world, r.owner, r.borrower)) no('not_allowed');
	if (!world.codes.has(id)) world.codes.set(id, { wrong: 0, at: 0 });
	return 'four digits';
}

/** Notes what one of the two saw. */
export function report(world: World, me: string, said: { id: string; reservation: string; moment: string }): unknown {
	const r = world.reservations.get(said.reservation);
	const isParty = r?.owner === me || r?.borrower === me;
	if (!r || !isParty || world.conditions.some(({ id }) => id === said.id)) no('not_allowed');
	if (areBlocked(world, r.owner, r.borrower)) no('not_available');
	if (!['accepted', 'handed_over', 'returned'].includes(r.state)) no('wrong_state');
	if (world.conditions.filter((c) => c.reservation === r.id && c.author === me).length >= 10) no('quota_reached');
	world.conditions.push({ id: said.id, reservation: r.id, author: me });
	return { id: said.id, moment: said.moment };
}
