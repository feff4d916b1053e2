import { askFor } from './asking.ts';
import { canBeAskedFor, freeUnits, wanted } from './availability.ts';
import { steps, takeStep } from './steps.ts';
import { areBlocked, no, No, type Listing, type World } from './world.ts';

interface Basket {
	id: string;
	lines: { id: string; listing: string }[];
	from: number;
	until: number;
}

/** Asks for every line or for none. */
export function requestBasket(world: World, me: string, asked: Basket): unknown {
	const ids = asked.lines.map(({ id }) => id);
	if (ids[0] !== asked.id || new Set(ids).size < ids.length) no('invalid_value');
	if (ids.some((id) => world.reservations.has(id))) no('not_allowed');
	const [refusal] = refusalsOf(world, me, asked);
	if (refusal) no(refusal);
	return allOrNothing(world, (draft) => {
		for (const { id, listing } of asked.lines) {
			const { from, until } = asked;
			askFor(draft, me, draft.listings.get(listing)!, { id, listing, from, until }, asked.id);
		}
		return { lines: ids.length };
	});
}

/** Why lines cannot be asked for, each reason once. The database looks at things in any order, and says the first it meets. */
export function refusalsOf(world: World, me: string, asked: Basket): string[] {
	const things = [...new Set(asked.lines.map(({ listing }) => listing))];
	const count = (thing: string) => asked.lines.filter(({ listing }) => listing === thing).length;
	const found = things.map((thing) => {
		const listing = world.listings.get(thing);
		return listing ? refusalOf(world, me, listing, count(thing), asked) : 'not_available';
	});
	const owners = new Set(things.map((thing) => world.listings.get(thing)?.owner));
	if (owners.size > 1) found.push('invalid_value');
	return [...new Set(found.filter((token) => token !== null))];
}

function refusalOf(world: World, me: string, listing: Listing, units: number, asked: Basket): string | null {
	if (listing.owner === me) return 'own_listing';
	if (!canBeAskedFor(world, listing, me)) return 'not_available';
	try {
		return freeUnits(world, listing, wanted(world, listing, asked), me) < units ? 'dates_taken' : null;
	} catch (thrown) {
		if (thrown instanceof No) return thrown.token;
		throw thrown;
	}
}

/** One step of every line that can take it: all of these, or none. */
export function advanceBasket(world: World, me: string, step: { id: string; action: string }): unknown {
	const { action } = step;
	if (!steps.some(([what, by]) => what === action && by !== 'time')) no('invalid_value');
	const first = world.reservations.get(step.id);
	const isFirst = first?.basket === step.id;
	const side = !isFirst ? null : first.owner === me ? 'owner' : first.borrower === me ? 'borrower' : null;
	const isTheirs = steps.some(([what, by]) => what === action && by === side);
	if (!first || !side || !isTheirs || (action === 'hand_over' && side === 'borrower')) no('not_allowed');
	const isAgreeing = action === 'accept' || action === 'hand_over';
	if (isAgreeing && areBlocked(world, first.owner, first.borrower)) no('not_available');
	return allOrNothing(world, (draft) => {
		const lines = [...draft.reservations.values()].filter((r) => r.basket === step.id);
		const able = lines.filter((r) =>
			steps.some(([what, by, from]) => what === action && by === side && from === r.state)
		);
		if (!able.length) no('wrong_state');
		for (const r of able.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
			takeStep(draft, r, { id: r.id, action, code: null }, side, me);
		}
		return { lines: lines.length };
	});
}

/** Does it to the world when nothing of it is refused. */
function allOrNothing<T>(world: World, change: (draft: World) => T): T {
	const draft = structuredClone(world);
	const answer = change(draft);
	Object.assign(world, draft);
	return answer;
}
