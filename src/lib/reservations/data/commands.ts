import { hasLanded } from '#lib/database/receipts.ts';
import { smallPathOf } from '#lib/listings/domain/photo.ts';
import type { Kind } from '#lib/offline/command.ts';
import { conditionPhotoPath, nothingSeen, type Facts, type Moment } from '#lib/reservations/domain/condition.ts';
import type { ReservationAction } from '#lib/reservations/domain/reservation.ts';
import { advanceBasket, requestBasket, type Basket } from './baskets.ts';
import { reportCondition } from './condition.ts';
import { advanceReservation, extendReservation, requestReservation } from './reservations.ts';
import { answerAgreement, answerNoShow, proposeAgreement } from './trouble.ts';

interface Step {
	reservationId: string;
}

/** A reservation's id is that of its conversation: steps and words keep their order. */
const laneOf = ({ reservationId }: Step) => `conv:${reservationId}`;

/** A step after a request that was sent again under another id is a step of the new one. */
function follow<S extends Step>(step: S, from: string, to: string): S {
	return step.reservationId === from ? { ...step, reservationId: to } : step;
}

const request: Kind<{ listingId: string; startsAt: string; endsAt: string; note: string }> = {
	v: 1,
	lane: (_payload, id) => laneOf({ reservationId: id }),
	perform: requestReservation,
	landed: hasLanded
};

/** The first line bears the wish's own id, and so does the conversation. */
const requestSeveral: Kind<Basket> = {
	v: 1,
	lane: (_payload, id) => laneOf({ reservationId: id }),
	opens: ({ lines }) => lines.map((line) => laneOf({ reservationId: line.id })),
	perform: requestBasket,
	landed: hasLanded
};

/** A step of all the lines of a basket, named by its first. */
const advanceSeveral: Kind<Step & { action: ReservationAction; note?: string }> = {
	v: 1,
	lane: laneOf,
	perform: advanceBasket,
	landed: hasLanded,
	follow
};

const advance: Kind<Step & { action: ReservationAction; note?: string }> = {
	v: 1,
	lane: laneOf,
	perform: advanceReservation,
	landed: hasLanded,
	follow
};

const extend: Kind<Step & { endsAt: string }> = {
	v: 1,
	lane: laneOf,
	perform: (db, id, { reservationId, endsAt }) => extendReservation(db, id, reservationId, endsAt),
	landed: hasLanded,
	follow
};

/** What one saw. Each photograph of `personId` travels as two pieces, the small one first; rows come after the bytes they name. */
export interface Seen extends Step {
	personId: string;
	moment: Moment;
	facts: Facts;
	note: string;
	photos: { name: string; width: number; height: number }[];
}

const condition: Kind<Seen> = {
	v: 2,
	lane: laneOf,
	async perform(db, id, { personId, photos, ...report }, { pieces, arrived }) {
		const placed = photos.map(({ name, width, height }) => {
			return { path: conditionPhotoPath(personId, report.reservationId, name), width, height };
		});
		for (const { n, bytes, mime, sent } of pieces) {
			if (sent) continue;
			const { path } = placed[Math.floor(n / 2)]!;
			await db.storePhoto(n % 2 ? path : smallPathOf(path), bytes, mime, 'condition-photos');
			await arrived(n);
		}
		await reportCondition(db, id, { ...report, photos: placed });
	},
	landed: hasLanded,
	upcast: { 1: (payload) => ({ personId: '', facts: nothingSeen(), photos: [], ...(payload as object) }) },
	follow
};

const answerMissed: Kind<Step & { words: string }> = { v: 1, lane: laneOf, perform: answerNoShow, landed: hasLanded };

/** The proposal bears the wish's own id. */
const propose: Kind<Step & { words: string }> = { v: 1, lane: laneOf, perform: proposeAgreement, landed: hasLanded };

const answerProposal: Kind<Step & { proposalId: string; agreed: boolean }> = {
	v: 1,
	lane: laneOf,
	perform: answerAgreement,
	landed: hasLanded
};

export const reservationCommands = {
	'reservations.request': request,
	'reservations.advance': advance,
	'baskets.request': requestSeveral,
	'baskets.advance': advanceSeveral,
	'reservations.extend': extend,
	'reservations.condition': condition,
	'reservations.answer_no_show': answerMissed,
	'reservations.propose_agreement': propose,
	'reservations.answer_agreement': answerProposal
};
