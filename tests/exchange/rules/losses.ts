import { follow } from './appointments.ts';
import { areBlocked, no, note, type Reservation, type World } from './world.ts';

/** How one of the two proposes to settle a loss; `agreed` is null until it is answered, or replaced. */
export interface Proposal {
	id: string;
	reservation: string;
	by: string;
	agreed: boolean | null;
}

/** Proposes how to settle a loss, in place of what is proposed so far. */
export function settle(world: World, me: string, said: { id: string; reservation: string }): unknown {
	const { proposals } = world;
	if (proposals.has(said.id)) no('not_allowed');
	const r = between(world, me, said.reservation);
	if (r.state !== 'lost') no('wrong_state');
	const before = [...proposals.values()].filter((p) => p.reservation === r.id);
	if (before.length >= 20) no('quota_reached');
	for (const p of before) p.agreed ??= false;
	const proposal: Proposal = { id: said.id, reservation: r.id, by: me, agreed: null };
	proposals.set(proposal.id, proposal);
	return { ...proposal };
}

/** Answers what the other proposed: a yes closes the exchange. */
export function answer(world: World, me: string, { id, agreed }: { id: string; agreed: boolean }): unknown {
	const proposal = world.proposals.get(id);
	const r = between(world, me, proposal?.reservation);
	if (proposal!.by === me) no('not_allowed');
	if (proposal!.agreed !== null) no('already_done');
	if (r.state !== 'lost') no('wrong_state');
	proposal!.agreed = agreed;
	if (agreed) {
		r.state = 'closed';
		follow(world, r);
		note(world, r, 'settle_loss', me);
	}
	return { ...proposal };
}

/** The exchange of two who still speak to each other. */
function between(world: World, me: string, id: string | undefined): Reservation {
	const r = world.reservations.get(id ?? '');
	if (!r || (r.owner !== me && r.borrower !== me)) no('not_allowed');
	if (areBlocked(world, r.owner, r.borrower)) no('not_available');
	return r;
}
