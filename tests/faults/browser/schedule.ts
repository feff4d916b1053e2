import { chance } from '../chance.ts';

/** What a resident does. */
export const deeds = ['message', 'message', 'message', 'message', 'profile', 'request', 'accept'] as const;
/** What the world does to one device. */
export const faults = [
	'kill',
	'kill',
	'quit',
	'close tab',
	'second tab',
	'offline',
	'offline',
	'online',
	'stop worker',
	'worker alone',
	'freeze',
	'old token',
	'session over',
	'someone else'
] as const;

export type Deed = (typeof deeds)[number];
export type Fault = (typeof faults)[number];

/** One thing after the other: a deed, a fault, or a fault while a deed is under way. */
export interface Step {
	device: 'phone' | 'laptop';
	deed: Deed | null;
	fault: Fault | null;
	/** How long after the beginning of the deed the fault comes, in milliseconds. */
	afterMs: number;
	/** Which of the open tabs, counted from the first. */
	tab: number;
	/** How likely requests of this device go wrong from here on. */
	trouble: number;
	restMs: number;
}

/** Everything that will happen under `seed`: the same each time. */
export function scheduleFor(seed: number): Step[] {
	const luck = chance(seed);
	const steps: Step[] = [];
	const asks = { phone: 0, laptop: 0 };
	for (let count = luck.between(10, 15); count > 0; count--) {
		const device = luck.one(['phone', 'laptop'] as const);
		const isDeed = luck.happens(0.8);
		const drawn = luck.one(deeds);
		// One accepts once, and asks for as many days as there are.
		const deed = drawn === 'message' || asks[device]++ < 2 ? drawn : 'message';
		steps.push({
			device,
			deed: isDeed ? deed : null,
			fault: !isDeed || luck.happens(0.35) ? luck.one(faults) : null,
			afterMs: luck.between(10, 400),
			tab: luck.below(2),
			trouble: luck.one([0, 0.2, 0.4, 0.6]),
			restMs: luck.between(0, 300)
		});
	}
	return steps;
}

/** A step in words, for whoever looks for what went wrong. */
export function inWords({ device, deed, fault, afterMs, tab, trouble }: Step): string {
	const both = deed && fault ? ` and after ${afterMs} ms ` : '';
	return `${device}, tab ${tab}, trouble ${trouble}: ${deed ?? ''}${both}${fault ?? ''}`;
}
