import { hasLanded } from '#lib/database/receipts.ts';
import type { EventAction } from '#lib/events/domain/event.ts';
import type { Kind } from '#lib/offline/command.ts';
import {
	advanceAttendance,
	advanceEvent,
	advanceSeries,
	advanceShiftOffer,
	attendEvent,
	leaveEvent,
	leaveShift,
	offerShift,
	repeatEvent,
	saveEvent,
	saveSeries,
	saveShifts,
	swapShift,
	takeShift,
	type DoorAction,
	type Proposal,
	type SeriesChanges,
	type Written,
	type WrittenShift
} from './events.ts';

/** What is said of one event arrives in the order it was said. */
interface About {
	eventId: string;
	/** For lists of what is unsent. */
	title: string;
}
const laneOf = ({ eventId }: About) => `event:${eventId}`;

const save: Kind<About & { written: Written }> = {
	v: 1,
	lane: laneOf,
	perform: (db, id, { eventId, written }) => saveEvent(db, id, eventId, written),
	landed: hasLanded
};

const shifts: Kind<About & { shifts: WrittenShift[] }> = {
	v: 1,
	lane: laneOf,
	perform: (db, id, { eventId, shifts: hands }) => saveShifts(db, id, eventId, hands),
	landed: hasLanded
};

const advance: Kind<About & { action: EventAction; word: string }> = {
	v: 1,
	lane: laneOf,
	perform: (db, id, { eventId, action, word }) => advanceEvent(db, id, eventId, action, word),
	landed: hasLanded
};

const repeat: Kind<About & { rrule: string }> = {
	v: 1,
	lane: laneOf,
	perform: (db, id, { eventId, rrule }) => repeatEvent(db, id, eventId, rrule),
	landed: hasLanded
};

const saveAll: Kind<About & { seriesId: string; changes: SeriesChanges }> = {
	v: 1,
	lane: laneOf,
	perform: (db, id, { seriesId, changes }) => saveSeries(db, id, seriesId, changes),
	landed: hasLanded
};

const advanceAll: Kind<About & { seriesId: string; action: 'publish' | 'cancel'; word: string }> = {
	v: 1,
	lane: laneOf,
	perform: (db, id, { seriesId, action, word }) => advanceSeries(db, id, seriesId, action, word),
	landed: hasLanded
};

const attend: Kind<About> = {
	v: 1,
	lane: laneOf,
	perform: (db, id, { eventId }) => attendEvent(db, id, eventId),
	landed: hasLanded
};

/** Of that seat alone: safe to repeat without a receipt. */
const leave: Kind<About & { attendanceId: string }> = {
	v: 1,
	lane: laneOf,
	perform: (db, _id, { attendanceId }) => leaveEvent(db, attendanceId)
};

const door: Kind<About & { attendanceId: string; action: DoorAction }> = {
	v: 1,
	lane: ({ attendanceId }) => `attendance:${attendanceId}`,
	perform: (db, id, { attendanceId, action }) => advanceAttendance(db, id, attendanceId, action),
	landed: hasLanded
};

const take: Kind<About & { shiftId: string }> = {
	v: 1,
	lane: laneOf,
	perform: (db, id, { shiftId }) => takeShift(db, id, shiftId),
	landed: hasLanded
};

/** Of that signup alone: safe to repeat without a receipt. */
const letGo: Kind<About & { signupId: string }> = {
	v: 1,
	lane: laneOf,
	perform: (db, _id, { signupId }) => leaveShift(db, signupId)
};

const swap: Kind<About & { shiftId: string; insteadOf: string }> = {
	v: 1,
	lane: laneOf,
	perform: (db, id, { shiftId, insteadOf }) => swapShift(db, id, shiftId, insteadOf),
	landed: hasLanded
};

const offer: Kind<About & Proposal & { shiftId: string }> = {
	v: 1,
	lane: laneOf,
	perform: (db, id, { signupId, toId, againstId }) => offerShift(db, id, { signupId, toId, againstId }),
	landed: hasLanded
};

const withdrawOffer: Kind<About & { offerId: string }> = {
	v: 1,
	lane: laneOf,
	perform: (db, id, { offerId }) => advanceShiftOffer(db, id, offerId, 'withdraw'),
	landed: hasLanded
};

/** `shiftId` and `againstId` are what it is about, for what this device shows meanwhile. */
const answerOffer: Kind<About & { offerId: string; yes: boolean; shiftId: string; againstId: string | null }> = {
	v: 1,
	lane: laneOf,
	perform: (db, id, { offerId, yes }) => advanceShiftOffer(db, id, offerId, yes ? 'accept' : 'decline'),
	landed: hasLanded
};

export const eventCommands = {
	'events.save': save,
	'events.shifts': shifts,
	'events.advance': advance,
	'events.repeat': repeat,
	'events.save_all': saveAll,
	'events.advance_all': advanceAll,
	'events.attend': attend,
	'events.leave': leave,
	'events.door': door,
	'events.take_shift': take,
	'events.leave_shift': letGo,
	'events.swap_shift': swap,
	'events.offer_shift': offer,
	'events.withdraw_offer': withdrawOffer,
	'events.answer_offer': answerOffer
};
