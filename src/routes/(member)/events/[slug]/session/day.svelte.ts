import { createContext } from 'svelte';
import { send } from '#lib/commands.ts';
import { isRefusal, type RefusalCode } from '#lib/errors/refusal.ts';
import { sentenceFor } from '#lib/i18n/refusals.ts';
import { getLocale, m } from '#lib/i18n/words.ts';
import { newId } from '#lib/offline/command.ts';
import { isHereAlone, type Operation } from '#lib/offline/outbox/operation.ts';
import type { Unsent } from '#lib/offline/unsent/unsent.svelte.ts';
import { nextTicket, type Hall, type HallItem, type HallVisit, type HallVolunteer } from '#lib/repairs/domain/hall.ts';
import { hallFrom } from '#lib/repairs/domain/hall-from-pack.ts';
import type { InHall } from '#lib/repairs/domain/hall-queue.ts';
import {
	hallWith,
	standingOf,
	type HallWish,
	type ItemDetails,
	type RepairAction,
	type VisitAction
} from '#lib/repairs/domain/hall-steps.ts';
import { thingWords, ticketWords } from '#lib/repairs/ui/hall-words.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';
import { payloadOf } from '../../../unsent/acting.ts';
import { wishOf } from './hall-wishes.ts';
import { aboutOf, actOf, drawnOver, idsAbout, landing, type Landed } from './landed.ts';
import type { KeptPack } from './session-reading.ts';

/** What a step asks the outbox to carry. */
type Carry = (id: string) => Promise<{ state: 'done' | 'kept' }>;

/** The day of a session on this device: the hall as it is here, and everything one can do in it. */
export class Day {
	readonly me: string;
	readonly unsent: Unsent;
	readonly #kept: () => KeptPack;
	readonly #ours: () => string[];
	readonly #read: () => void;
	/** Made on this page, and not yet seen in the outbox. */
	#fresh = $state.raw<HallWish[]>([]);
	#landed = $state.raw<Landed[]>([]);
	/** Refused at once: the outbox does not keep what a page can still say otherwise. */
	#refused = $state.raw<{ key: number; wish: HallWish; code: RefusalCode }[]>([]);
	#before: HallWish[] = [];
	#takenBack: string[] = [];

	readonly #wishes = $derived.by(() => this.#wishesIn(this.unsent.operations));
	readonly hall: Hall = $derived.by(() => {
		const { pack, askedAt } = this.#kept();
		const read = hallFrom(pack, this.#ours(), getLocale(), m.hall_somebody());
		return hallWith(read, drawnOver(this.#landed, askedAt, this.#wishes, this.#fresh));
	});
	/** Visits and things of which something is on this device alone. */
	readonly keptIds = $derived(idsAbout([...this.#wishes, ...this.#fresh]));
	readonly unsentCount = $derived(this.#wishes.length);
	readonly ticket = $derived.by(() => nextTicket(this.hall));
	readonly notes = $derived.by(() => this.#notesOf());

	constructor(me: string, unsent: Unsent, kept: () => KeptPack, ours: () => string[], read: () => void) {
		this.me = me;
		this.unsent = unsent;
		this.#kept = kept;
		this.#ours = ours;
		this.#read = read;
	}

	/** Whoever looks, as the pack names them. */
	get volunteer(): HallVolunteer {
		return this.hall.volunteers.find(({ id }) => id === this.me) ?? { id: this.me, name: '', skills: [] };
	}

	/** Notes what has left the outbox. To be called whenever its operations change. */
	look(operations: Operation[]): void {
		const here = [...operations.map(({ id }) => id), ...this.#takenBack];
		const landed = landing(this.#before, here, this.#landed, Date.now());
		if (landed !== this.#landed) {
			this.#landed = landed;
			this.#read();
		}
		this.#before = this.#wishesIn(operations);
		if (this.#fresh.some(({ id }) => here.includes(id)))
			this.#fresh = this.#fresh.filter(({ id }) => !here.includes(id));
	}

	/** Somebody is here who did not book. Answers at once: what is kept is sent by itself. */
	walkIn(said: { name: string; categoryId: number | null; problem: string; thing?: string; ticket?: number | null }) {
		const { event } = this.hall;
		const visitId = newId();
		const { name, categoryId, problem } = said;
		const ticket = said.ticket ?? this.ticket;
		const page = pageToken();
		const items = [{ id: newId(), categoryId, name: said.thing ?? '', problem }];
		const wish: HallWish = { ...this.#made(visitId), is: 'walk_in', visitId, name, ticket, page, items };
		const payload = { eventId: event.id, name, ticket, page, items };
		this.#act(wish, (id) => send('repairs.walk_in', payload, id));
		return { visitId, itemId: items[0]!.id, name, ticket, page, undo: () => this.undo(wish) };
	}

	/** A step of a visit; says it in words with a way to take it back. */
	visit(visit: HallVisit, action: Exclude<VisitAction, 'undo'>): void {
		const ticket = action === 'check_in' ? (visit.ticket ?? this.ticket) : null;
		const page = action === 'check_in' ? (visit.page ?? pageToken()) : null;
		const wish: HallWish = { ...this.#made(newId()), is: 'visit', visitId: visit.id, action, ticket, page };
		this.#step(wish, visit.id);
		const words =
			action === 'check_in' && ticket !== null
				? m.hall_did_check_in({ name: visit.name, ticket })
				: m.hall_did_leave({ name: visit.name });
		this.#offerUndo(words, wish);
	}

	/** A step of a thing; says it in words with a way to take it back. */
	thing(at: InHall, action: Exclude<RepairAction, 'undo'>, details: ItemDetails, words: string): void {
		// What is unsent about others arrives in any order: the end of the last thing maybe after this one is taken. That the
		// table is free is known here.
		const isLate = action === 'claim' && this.#wishes.length + this.#fresh.length > 0;
		const wish = this.#thingWish(at.item, action, isLate ? { ...details, also: true } : details);
		this.#step(wish, at.visit.id);
		this.#offerUndo(words, wish);
	}

	/** A step of a thing without a word of it: one of several, or where the page shows it. */
	quietly(
		item: Pick<HallItem, 'id'>,
		visitId: string,
		action: Exclude<RepairAction, 'undo'>,
		details: ItemDetails
	): void {
		this.#step(this.#thingWish(item, action, details), visitId);
	}

	/** Takes back the last step of this person with a visit, or with a thing. */
	undoLast(of: { visit: HallVisit } | { at: InHall }): void {
		const made = this.#made(newId());
		if ('visit' in of) {
			const { id, state } = of.visit;
			const last = this.#lastAbout(id);
			if (last) return void this.undo(last);
			this.#step({ ...made, is: 'visit', visitId: id, action: 'undo', ticket: null, page: null, from: state }, id);
		} else {
			const { item, visit } = of.at;
			const last = this.#lastAbout(item.id);
			if (last) return void this.undo(last);
			const details = { from: standingOf(item) };
			this.#step({ ...made, is: 'repair', itemId: item.id, action: 'undo', details }, visit.id);
		}
		toast(m.hall_undone());
	}

	/** Takes an act of this device back: out of the outbox when it lies there alone, else by another act that names it. */
	async undo(wish: HallWish): Promise<void> {
		this.#takenBack = [...this.#takenBack, wish.id];
		const found = this.unsent.operations.find(({ id }) => id === wish.id);
		if (found && isHereAlone(found) && (await this.unsent.here?.outbox.discard(found)) === 'discarded') {
			this.#forget(wish.id);
			return toast(m.hall_undone());
		}
		this.#takenBack = this.#takenBack.filter((id) => id !== wish.id);
		const made = { ...this.#made(newId()), undoes: wish.id };
		if (wish.is === 'repair') {
			const at = this.hall.items.find(({ id }) => id === wish.itemId);
			const details = at ? { from: standingOf(at) } : {};
			this.#step({ ...made, is: 'repair', itemId: wish.itemId, action: 'undo', details }, at?.visitId ?? '');
		} else {
			const from = this.hall.visits.find(({ id }) => id === wish.visitId)?.state;
			const undo = { is: 'visit', visitId: wish.visitId, action: 'undo', ticket: null, page: null, from } as const;
			this.#step({ ...made, ...undo }, wish.visitId);
		}
		toast(m.hall_undone());
	}

	/** Sends a refused one again as it is. */
	async retry(key: number): Promise<void> {
		const here = this.#refused.find((one) => one.key === key);
		if (here) {
			this.#refused = this.#refused.filter((one) => one !== here);
			if (here.wish.is !== 'walk_in') this.#step({ ...here.wish, id: newId() }, this.#visitOf(here.wish));
			return;
		}
		const operation = this.unsent.operations.find(({ seq }) => seq === key);
		if (operation) await this.unsent.here?.outbox.retry(operation);
	}

	/** Somebody has read why it was refused. */
	async drop(key: number): Promise<void> {
		this.#refused = this.#refused.filter((one) => one.key !== key);
		const operation = this.unsent.operations.find(({ seq }) => seq === key);
		const { outbox } = this.unsent.here ?? {};
		if (!operation || !outbox) return;
		// Somebody else has the thing: to call it or to give it back is theirs. How it ended is kept, whoever repaired it.
		const behind = this.unsent.operations.filter((other) => other.lane === operation.lane && other.seq > operation.seq);
		for (const other of [...behind.filter((one) => followsClaim(operation, one)), operation])
			await outbox.discard(other);
	}

	#made(id: string) {
		return actOf(this.me, id);
	}

	#thingWish({ id }: Pick<HallItem, 'id'>, action: Exclude<RepairAction, 'undo'>, details: ItemDetails): HallWish {
		return { ...this.#made(newId()), is: 'repair', itemId: id, action, details };
	}

	#step(wish: HallWish, visitId: string): void {
		const eventId = this.hall.event.id;
		if (wish.is === 'visit') {
			const { action, ticket, page, undoes, from } = wish;
			const step = { eventId, visitId: wish.visitId, action, ticket, page, undoes, from };
			this.#act(wish, (id) => send('repairs.visit', step, id));
		} else if (wish.is === 'repair') {
			const { itemId, action, details, undoes } = wish;
			this.#act(wish, (id) => send('repairs.thing', { eventId, visitId, itemId, action, details, undoes }, id));
		}
	}

	#act(wish: HallWish, carry: Carry): void {
		this.#fresh = [...this.#fresh, wish];
		carry(wish.id).then(
			({ state }) => {
				if (state === 'done') this.#arrived(wish);
			},
			(error: unknown) => {
				this.#takenBack = [...this.#takenBack, wish.id];
				this.#forget(wish.id);
				this.#read();
				if (!isRefusal(error)) throw error;
				this.#refused = [...this.#refused, { key: -this.#refused.length - 1 - Date.now(), wish, code: error.code }];
			}
		);
	}

	#arrived(wish: HallWish): void {
		this.#fresh = this.#fresh.filter(({ id }) => id !== wish.id);
		this.#landed = landing([wish], this.#takenBack, this.#landed, Date.now());
		this.#read();
	}

	#forget(id: string): void {
		this.#before = this.#before.filter((wish) => wish.id !== id);
		this.#fresh = this.#fresh.filter((wish) => wish.id !== id);
		this.#landed = this.#landed.filter(({ wish }) => wish.id !== id);
	}

	#offerUndo(words: string, wish: HallWish): void {
		toast(words, { action: { label: m.hall_undo(), onclick: () => void this.undo(wish) } });
	}

	/** The last act of this device about a visit or a thing that is not in what was read. */
	#lastAbout(id: string): HallWish | undefined {
		const { askedAt } = this.#kept();
		const known = drawnOver(this.#landed, askedAt, this.#wishes, this.#fresh);
		const about = known.filter((wish) => aboutOf(wish) === id);
		const last = about.at(-1);
		return last && !('action' in last && last.action === 'undo') ? last : undefined;
	}

	#visitOf(wish: HallWish): string {
		if (wish.is !== 'repair') return wish.visitId;
		return this.hall.items.find(({ id }) => id === wish.itemId)?.visitId ?? '';
	}

	#wishesIn(operations: Operation[]): HallWish[] {
		const eventId = this.#kept().pack.event.id;
		return operations
			.filter(({ state, id }) => state === 'queued' && !this.#takenBack.includes(id))
			.flatMap((operation) => wishOf(operation, eventId, this.me) ?? []);
	}

	#notesOf(): { key: number; words: string }[] {
		const eventId = this.#kept().pack.event.id;
		const later = this.unsent.operations.flatMap((operation) => {
			const wish = operation.refusal && wishOf(operation, eventId, this.me);
			return wish ? [{ key: operation.seq, wish, code: operation.refusal! }] : [];
		});
		return [...later, ...this.#refused].map(({ key, wish, code }) => ({ key, words: this.#whyNot(wish, code) }));
	}

	#whyNot(wish: HallWish, code: RefusalCode): string {
		const item = wish.is === 'repair' ? this.hall.items.find(({ id }) => id === wish.itemId) : undefined;
		const visit = this.hall.visits.find(({ id }) => id === (item?.visitId ?? ('visitId' in wish ? wish.visitId : '')));
		const name = wish.is === 'walk_in' ? wish.name : (visit?.name ?? '');
		const category = this.hall.categories.find(({ id }) => id === item?.categoryId) ?? null;
		const named = item ? `${visit ? `${ticketWords(visit)} · ` : ''}${thingWords({ item, category })}` : name;
		const who = this.hall.volunteers.find(({ id }) => id === item?.claimedBy)?.name;
		const isClaim = wish.is === 'repair' && (wish.action === 'claim' || wish.action === 'pass_on');
		if (isClaim && code === 'not_available' && who) return m.hall_refused_taken({ thing: named, name: who });
		if (isClaim && code === 'quota_reached') return m.hall_refused_hands({ thing: named });
		if (code === 'already_done' || code === 'wrong_state') return m.hall_refused_moved({ thing: named });
		return m.hall_refused_other({ thing: named, why: sentenceFor(code).why });
	}
}

/** Whether `other` makes no sense without the claim that `claim` was. */
function followsClaim(claim: Operation, other: Operation): boolean {
	const [said, next] = [payloadOf(claim, 'repairs.thing'), payloadOf(other, 'repairs.thing')];
	if (said?.action !== 'claim' || next?.itemId !== said.itemId) return false;
	return next.action === 'call' || next.action === 'release' || next.action === 'pass_on';
}

/** 16 random bytes in base64url: what opens somebody's page, and cannot be guessed. */
function pageToken(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return btoa(String.fromCharCode(...bytes))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replaceAll('=', '');
}

/** `useDay()` in a screen answers the day of its session. */
export const [useDay, provideDay] = createContext<Day>();
