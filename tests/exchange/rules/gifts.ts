import { createHash } from 'node:crypto';
import { owesSomething } from './asking.ts';
import { at, dayOf, hour } from './paris.ts';
import { areBlocked, no, type World } from './world.ts';

export type GiftState = 'asked' | 'chosen' | 'collected' | 'not_chosen' | 'withdrawn' | 'no_show';

/** Something given away. */
export interface Offer {
	id: string;
	owner: string;
	units: number;
	rule: 'first_come' | 'owner_picks' | 'draw';
	chooseBy: number | null;
	status: 'published' | 'paused' | 'closed';
	/** Of a draw: kept from everyone until it is held. */
	seed: string | null;
	/** In the order drawn. */
	drawn: string[] | null;
}

export interface Gift {
	id: string;
	listing: string;
	person: string;
	state: GiftState;
	unit: number | null;
	declined: boolean;
	chosenAt: number | null;
	pickupAt: number | null;
	pickupBy: string | null;
	isAgreed: boolean;
	givenAt: number | null;
	receivedAt: number | null;
	events: [action: string, actor: string | null, state: GiftState][];
}

const steps: [action: string, by: 'owner' | 'person', from: GiftState, to: GiftState][] = [
	['choose', 'owner', 'asked', 'chosen'],
	['choose', 'owner', 'not_chosen', 'chosen'],
	['decline', 'owner', 'asked', 'not_chosen'],
	['release', 'owner', 'chosen', 'not_chosen'],
	['report_no_show', 'owner', 'chosen', 'no_show'],
	['agree', 'owner', 'chosen', 'chosen'],
	['agree', 'person', 'chosen', 'chosen'],
	['collect', 'owner', 'chosen', 'collected'],
	['collect', 'person', 'chosen', 'collected'],
	['withdraw', 'person', 'asked', 'withdrawn'],
	['withdraw', 'person', 'chosen', 'withdrawn'],
	['withdraw', 'person', 'not_chosen', 'withdrawn']
];
export const giftActions = [...new Set(steps.map(([action]) => action))];

/** Asks for a gift: given at once to whoever comes first, where that is the rule. */
export function askFor(world: World, me: string, asked: { id: string; listing: string }): unknown {
	const { gifts, now } = world;
	if (gifts.has(asked.id)) no('not_allowed');
	const offer = world.offers.get(asked.listing) ?? no('not_available');
	if (offer.owner === me) no('own_listing');
	if (offer.status !== 'published' || areBlocked(world, offer.owner, me)) no('not_available');
	const line = requestsFor(world, offer);
	if (line.some((g) => g.person === me && g.state !== 'withdrawn')) no('already_done');
	if (isSpokenFor(world, offer) && offer.rule !== 'first_come') no('full');
	if (ruleOf(offer) !== 'first_come' && offer.chooseBy! <= now) no('answer_too_late');
	if (owesSomething(world, me)) no('quota_reached');
	const g: Gift = {
		id: asked.id,
		listing: offer.id,
		person: me,
		state: 'asked',
		unit: null,
		declined: false,
		chosenAt: null,
		pickupAt: null,
		pickupBy: null,
		isAgreed: false,
		givenAt: null,
		receivedAt: null,
		events: []
	};
	gifts.set(g.id, g);
	line.push(g);
	write(g, 'ask', me);
	if (ruleOf(offer) === 'first_come') {
		if (isSpokenFor(world, offer)) passOver(world, offer);
		else give(world, offer, g, null);
	}
	return faceOf(g);
}

/** One step of a gift by its giver or by whoever asked. */
export function advanceGift(world: World, me: string, { id, action }: { id: string; action: string }): unknown {
	if (!giftActions.includes(action)) no('invalid_value');
	const g = world.gifts.get(id);
	const offer = g && world.offers.get(g.listing)!;
	const side = offer?.owner === me ? 'owner' : g?.person === me ? 'person' : null;
	if (!g || !offer || !steps.some(([what, by]) => what === action && by === side)) no('not_allowed');
	const isBlocked = areBlocked(world, offer.owner, g.person);
	if (isBlocked && (action === 'choose' || action === 'agree')) no('not_available');
	const next = steps.find(([what, by, from]) => what === action && by === side && from === g.state)?.[3];
	if (!next) {
		const isThere = steps.some(([what, by, , to]) => what === action && by === side && to === g.state);
		no(isThere ? 'already_done' : 'wrong_state');
	}
	check(world, g, offer, action, me, isBlocked);
	if (action === 'choose') give(world, offer, g, me);
	else if (action === 'collect') collect(world, g, [side as 'owner' | 'person'], me);
	else {
		const [was, keepsPickup] = [g.state, next === 'chosen' || next === 'no_show'];
		g.state = next;
		if (next !== 'chosen') g.unit = null;
		g.isAgreed = action === 'agree' || (g.isAgreed && next === 'no_show');
		if (!keepsPickup) Object.assign(g, { pickupAt: null, pickupBy: null });
		if (action === 'decline' || action === 'release') g.declined = true;
		write(g, action, me);
		if (was === 'chosen' && next !== 'chosen') passOn(world, offer);
	}
	return faceOf(g);
}

function check(world: World, g: Gift, offer: Offer, action: string, me: string, isBlocked: boolean): void {
	const { now } = world;
	const isSaid = g.givenAt !== null || g.receivedAt !== null;
	const isOwnersTurn = action === 'choose' || action === 'decline';
	if (isOwnersTurn && offer.rule !== 'owner_picks') no('wrong_state');
	if (action === 'choose' && offer.status === 'closed') no('not_available');
	if (action === 'choose' && isSpokenFor(world, offer)) no('full');
	const isTooSoon = g.isAgreed || g.receivedAt !== null || g.chosenAt! > now - 72 * hour;
	if (action === 'release' && !isBlocked && isTooSoon) no('wrong_state');
	if (action === 'report_no_show' && (!g.isAgreed || g.pickupAt! > now || isSaid)) no('wrong_state');
	if (action === 'agree' && g.isAgreed) no('already_done');
	if (action === 'agree' && (g.pickupAt === null || g.pickupAt <= now || g.pickupBy === me)) no('wrong_state');
	if (action === 'withdraw' && isSaid) no('wrong_state');
	const mine = me === offer.owner ? g.givenAt : g.receivedAt;
	if (action === 'collect' && mine !== null) no('already_done');
}

/** Proposes when to come; what the other proposed already is agreed to. */
export function appoint(world: World, me: string, { id, when }: { id: string; when: number }): unknown {
	const { now } = world;
	const g = world.gifts.get(id);
	const owner = g && world.offers.get(g.listing)!.owner;
	if (!g || (me !== owner && me !== g.person)) no('not_allowed');
	if (when > now + 60 * 24 * hour) no('invalid_value');
	if (g.state !== 'chosen') no('wrong_state');
	if (areBlocked(world, owner!, g.person)) no('not_available');
	if (when <= now) no('starts_in_past');
	if (g.pickupAt === when && (g.isAgreed || g.pickupBy === me)) no('already_done');
	const isAgreed = g.pickupAt === when;
	Object.assign(g, { pickupAt: when, pickupBy: me, isAgreed });
	write(g, isAgreed ? 'agree' : 'appoint', me);
	return faceOf(g);
}

/** Draws now. */
export function draw(world: World, me: string, { listing }: { listing: string }): unknown {
	const offer = world.offers.get(listing)!;
	if (offer.owner !== me) {
		no(offer.status === 'published' && !areBlocked(world, offer.owner, me) ? 'not_allowed' : 'not_found');
	}
	if (offer.drawn) no('already_done');
	if (offer.rule !== 'draw' || !takingPart(world, offer).length) no('wrong_state');
	hold(world, offer);
	return 'drawn';
}

/** What time brings to gifts. */
export function giftJobs(world: World): void {
	const { now } = world;
	for (const offer of world.offers.values()) {
		const isOpen = offer.status !== 'closed';
		const isDue = offer.chooseBy !== null && offer.chooseBy <= now;
		if (offer.rule === 'draw' && !offer.drawn && isOpen && isDue) hold(world, offer);
		if (offer.rule !== 'owner_picks' || !isOpen || isSpokenFor(world, offer) || !isDue) continue;
		const asking = requestsFor(world, offer).filter((g) => g.state === 'asked');
		if (!asking.length) {
			if (offer.status === 'published') offer.chooseBy = eveningIn(now, 7);
		} else if (offer.chooseBy! + 72 * hour <= now) {
			for (const g of asking) pass(g, 'lapse', null);
			offer.status = 'paused';
		}
	}
	for (const g of world.gifts.values()) {
		const said = [g.givenAt, g.receivedAt].filter((one) => one !== null);
		if (g.state !== 'chosen' || !said.length || Math.min(...said) > now - 7 * 24 * hour) continue;
		collect(world, g, ['owner', 'person'], null);
	}
}

/** Eight in the evening, so many days from now. */
export function eveningIn(now: number, days: number): number {
	return at(dayOf(now) + days, 20 * hour);
}

/** What a gift looks like from outside, apart from its events. */
export function faceOf({ events: _, ...seen }: Gift): unknown {
	return seen;
}

/** Units that have a recipient leave search. */
export function isSpokenFor(world: World, offer: Offer): boolean {
	return requestsFor(world, offer).filter((g) => g.unit !== null).length >= offer.units;
}

/** In the order of asking. */
function requestsFor({ gifts }: World, { id }: Offer): Gift[] {
	return [...gifts.values()].filter((g) => g.listing === id);
}

/** What a draw leaves over goes to whoever comes first. */
function ruleOf(offer: Offer): Offer['rule'] {
	return offer.drawn ? 'first_come' : offer.rule;
}

function takingPart(world: World, offer: Offer): Gift[] {
	return requestsFor(world, offer).filter((g) => g.state === 'asked' && !areBlocked(world, offer.owner, g.person));
}

/** Tickets in the order of the SHA-256 of seed and ticket: anybody can do it again. */
function hold(world: World, offer: Offer): void {
	const sorted = takingPart(world, offer)
		.map((g) => ({ g, ticket: ticketOf(g.id) }))
		.map((one) => ({ ...one, lot: sha256(offer.seed! + one.ticket) + one.ticket }))
		.toSorted((a, b) => (a.lot < b.lot ? -1 : 1));
	const free = offer.units - requestsFor(world, offer).filter((g) => g.unit !== null).length;
	offer.drawn = sorted.map(({ ticket }) => ticket);
	for (const { g } of sorted.slice(0, free)) if (g.state === 'asked') give(world, offer, g, null);
	passOver(world, offer);
}

/** The first sixteen digits of the SHA-256 of an id's bytes. */
export function ticketOf(id: string): string {
	return createHash('sha256')
		.update(Buffer.from(id.replaceAll('-', ''), 'hex'))
		.digest('hex')
		.slice(0, 16);
}

function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

function give(world: World, offer: Offer, g: Gift, actor: string | null): void {
	const taken = new Set(requestsFor(world, offer).map(({ unit }) => unit));
	g.unit = Array.from({ length: offer.units }, (_, n) => n + 1).find((unit) => !taken.has(unit))!;
	Object.assign(g, { state: 'chosen', chosenAt: world.now, declined: false });
	write(g, 'choose', actor);
	if (isSpokenFor(world, offer)) passOver(world, offer);
}

function passOver(world: World, offer: Offer): void {
	for (const g of requestsFor(world, offer)) if (g.state === 'asked') pass(g, 'pass_over', null);
}

function pass(g: Gift, action: string, actor: string | null): void {
	g.state = 'not_chosen';
	write(g, action, actor);
}

/** To the next in line, by the rule; where the giver chooses, they do. */
function passOn(world: World, offer: Offer): void {
	while (!isSpokenFor(world, offer) && offer.status !== 'closed' && ruleOf(offer) === 'first_come') {
		const line = requestsFor(world, offer).filter(
			(g) =>
				(g.state === 'asked' || g.state === 'not_chosen') && !g.declined && !areBlocked(world, offer.owner, g.person)
		);
		const place = (g: Gift) => {
			const found = offer.drawn?.indexOf(ticketOf(g.id)) ?? -1;
			return found < 0 ? Infinity : found;
		};
		const [next] = line.toSorted((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0));
		if (!next) return;
		give(world, offer, next, null);
	}
}

/** Said by both, it is done; with its last unit the announcement ends, and whoever still waits is told. */
function collect(world: World, g: Gift, by: ('owner' | 'person')[], actor: string | null): void {
	if (by.includes('owner')) g.givenAt ??= world.now;
	if (by.includes('person')) g.receivedAt ??= world.now;
	if (g.givenAt !== null && g.receivedAt !== null) g.state = 'collected';
	write(g, 'collect', actor);
	const offer = world.offers.get(g.listing)!;
	const done = requestsFor(world, offer).filter(({ state }) => state === 'collected').length;
	if (g.state !== 'collected' || done < offer.units || offer.status === 'closed') return;
	offer.status = 'closed';
	for (const one of requestsFor(world, offer)) if (one.state === 'asked') pass(one, 'close', actor);
}

function write(g: Gift, action: string, actor: string | null): void {
	g.events.push([action, actor, g.state]);
}
