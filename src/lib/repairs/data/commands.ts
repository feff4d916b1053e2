import { hasLanded } from '#lib/database/receipts.ts';
import type { Kind } from '#lib/offline/command.ts';
import {
	advanceRepair,
	advanceVisit,
	registerWalkIn,
	type ThingStep,
	type VisitStep,
	type WalkIn
} from './sessions.ts';

/** Somebody and what they brought: what is done with them arrives in the order it was done. */
const laneOf = (visitId: string) => `visit:${visitId}`;

/** A step after a walk-in that was sent again under another id is a step of the new one. */
function follow<S extends { visitId: string }>(step: S, from: string, to: string): S {
	return step.visitId === from ? { ...step, visitId: to } : step;
}

const walkIn: Kind<WalkIn> = {
	v: 1,
	lane: (_payload, id) => laneOf(id),
	perform: registerWalkIn,
	landed: hasLanded
};

const visit: Kind<VisitStep> = {
	v: 1,
	lane: ({ visitId }) => laneOf(visitId),
	perform: advanceVisit,
	landed: hasLanded,
	follow
};

const thing: Kind<ThingStep> = {
	v: 1,
	lane: ({ visitId }) => laneOf(visitId),
	perform: advanceRepair,
	landed: hasLanded,
	follow
};

export const repairCommands = {
	'repairs.walk_in': walkIn,
	'repairs.visit': visit,
	'repairs.thing': thing
};
